import type { Answer } from "./call";

/**
 * How something is asked to be made: with an id, which is the same for as long as the same is asked again without word
 * that it was made. Asked twice, because no answer came, it is made once.
 */
export function onceMade<Body extends object, T>(
  make: (body: Body & { readonly id: string }) => Promise<Answer<T>>,
): (body: Body) => Promise<Answer<T>> {
  let last: { readonly asked: string; readonly id: string } | null = null;
  return async (body) => {
    const asked = JSON.stringify(body);
    const { id } = last?.asked === asked ? last : { id: crypto.randomUUID() };
    last = { asked, id };
    const answer = await make({ ...body, id });
    if ("value" in answer) last = null;
    return answer;
  };
}
