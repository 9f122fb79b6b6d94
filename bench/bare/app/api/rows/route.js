import { pool } from "../../../database";

const ONE = { name: "row", text: "INSERT INTO bare_row (id, said) VALUES ($1, $2)" };

export async function POST(request) {
  const { id, ...said } = await request.json();
  await pool.query({ ...ONE, values: [id, JSON.stringify(said)] });
  return Response.json({ id }, { status: 201 });
}
