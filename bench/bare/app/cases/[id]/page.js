import { pool } from "../../../database";

const ONE = { name: "one", text: 'SELECT frame_number FROM "case" WHERE id = $1' };

export default async function Page({ params }) {
  const { id } = await params;
  const { rows } = await pool.query({ ...ONE, values: [id] });
  return <h1>Frame {rows[0]?.frame_number}</h1>;
}
