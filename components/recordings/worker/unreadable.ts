/** Whether a file was changed, moved or deleted since it was chosen: browsers then refuse to read it. */
export async function isUnreadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return false;
  } catch {
    return true;
  }
}
