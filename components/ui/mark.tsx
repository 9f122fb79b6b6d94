/**
 * Calot's triangle as the camera sees it: the neck of the gallbladder to the left, the hepatic duct to the
 * right. Its three sides are drawn as the three readers are: solid, long dashes, dots.
 */
export function Mark({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.1"
      strokeLinecap="round"
      className={className}
    >
      <path d="M3 12.5 19 21" />
      <path d="M19 21 21 3" strokeLinecap="butt" strokeDasharray="7.2 3.7" />
      <path d="M21 3 3 12.5" strokeDasharray="0 4.07" />
    </svg>
  );
}
