import { rollingMark } from "@/lib/db/rolling-mark";

/**
 * What the version before makes of a statement: it goes on; it can't; or it is for a person to say, in a comment
 * `-- rolling: why` above the statement.
 */
type Verdict = { readonly kind: "goes-on" } | { readonly kind: "breaks" | "argue"; readonly why: string };

const goesOn: Verdict = { kind: "goes-on" };
const breaks = (why: string): Verdict => ({ kind: "breaks", why });
const argue = (why: string): Verdict => ({ kind: "argue", why });

const NAME = String.raw`"?(\w+)"?`;
const CONSTANT = String.raw`(?:'[^']*'|-?\d+(?:\.\d+)?|true|false|null|now\(\)|current_timestamp|array\[\])(?:::[\w" \[\]]+)?`;

/**
 * What is not right with a migration's first line: it has none, or says that servers of before go on where they
 * can't. Read as the engine reads it: statements end at each semicolon.
 */
export function problemsOf(sql: string): string[] {
  const mark = rollingMark(sql);
  if (!mark)
    return ["Its first line says neither “-- rolling: yes, because …” nor “-- rolling: no, because …”."];
  if (!mark.rolling) return [];
  const made = new Set<string>();
  return sql.split(";").flatMap((piece) => {
    const comment = piece.match(/^\s*--.*$/gm)?.join("\n") ?? "";
    const statement = piece.replace(/--.*$/gm, "").replace(/\s+/g, " ").trim();
    if (statement === "") return [];
    const verdict = judge(statement, made);
    if (verdict.kind === "goes-on") return [];
    if (verdict.kind === "argue" && /^\s*-- rolling: (?!(yes|no), because )\S/m.test(comment)) return [];
    const ask = verdict.kind === "argue" ? " Say why not in a comment above it, “-- rolling: …”." : "";
    return [`${statement.slice(0, 90)}: ${verdict.why}${ask}`];
  });
}

function judge(statement: string, made: Set<string>): Verdict {
  const table = new RegExp(`^create table (?:if not exists )?${NAME} ?\\((.*)\\)$`, "i").exec(statement);
  if (table) {
    made.add(table[1]!);
    return foreignKeys(table[2]!, made);
  }
  if (/^(create type .* as enum|comment on) /i.test(statement)) return goesOn;
  const index = new RegExp(
    `^create (unique )?index (concurrently )?(?:if not exists )?(?:${NAME} )?on ${NAME}`,
    "i",
  ).exec(statement);
  if (index) return judgeIndex(index, made);
  const alter = new RegExp(`^alter table (?:only )?${NAME} (.*)$`, "i").exec(statement);
  if (alter) {
    if (made.has(alter[1]!)) return foreignKeys(alter[2]!, made);
    const verdicts = actionsOf(alter[2]!).map((action) => judgeAction(action, made));
    return (
      verdicts.find(({ kind }) => kind === "breaks") ??
      verdicts.find(({ kind }) => kind === "argue") ??
      goesOn
    );
  }
  const insert = new RegExp(`^insert into ${NAME}`, "i").exec(statement);
  if (insert && made.has(insert[1]!)) return goesOn;
  if (/^drop table /i.test(statement)) return breaks("servers of before read it.");
  if (/^alter type .* (add value|rename) /i.test(statement))
    return breaks("servers of before can’t read it.");
  if (/^truncate /i.test(statement)) return breaks("it takes away what servers of before read.");
  return argue("nothing tells what servers of before make of it.");
}

function judgeIndex([, unique, concurrently, , on]: RegExpExecArray, made: ReadonlySet<string>): Verdict {
  if (made.has(on!)) return goesOn;
  if (unique) return breaks("servers of before write what it refuses.");
  return concurrently ? goesOn : breaks("nobody can write while it is made. Make it CONCURRENTLY.");
}

/** One action of ALTER TABLE, on a table that was there. */
function judgeAction(action: string, made: ReadonlySet<string>): Verdict {
  const column = new RegExp(`^add column (?:if not exists )?${NAME} (.*)$`, "i").exec(action);
  if (column) return judgeColumn(column[2]!, made);
  if (/^add /i.test(action)) {
    if (/\b(unique|primary key|exclude)\b/i.test(action))
      return breaks("servers of before write what it refuses.");
    return argue("servers of before may write what it refuses.");
  }
  if (/^(drop column|drop (?!constraint|default)|rename )/i.test(action))
    return breaks("servers of before read it.");
  if (/^alter (column )?.* (set not null)$/i.test(action))
    return breaks("servers of before may leave it out.");
  if (/^alter (column )?.* drop not null$/i.test(action))
    return breaks("servers of before can’t read what is missing.");
  if (/^alter (column )?.* (set data )?type /i.test(action))
    return breaks("servers of before read it as it was.");
  return argue("nothing tells what servers of before make of it.");
}

function judgeColumn(definition: string, made: ReadonlySet<string>): Verdict {
  if (/\b(unique|primary key|generated|serial|bigserial)\b/i.test(definition)) {
    return breaks("it writes the whole table anew, or refuses what servers of before write.");
  }
  const value = /\bdefault (.*?)(?= (?:not )?null\b| check\b| references\b| constraint\b|$)/i.exec(
    definition,
  )?.[1];
  if (value !== undefined && !new RegExp(`^${CONSTANT}$`, "i").test(value)) {
    return breaks("a default that is no constant writes the whole table anew.");
  }
  if (/\bnot null\b/i.test(definition) && value === undefined)
    return breaks("servers of before leave it out.");
  if (/\bcheck\b/i.test(definition)) return argue("servers of before may write what it refuses.");
  return foreignKeys(definition, made);
}

/** Servers of before delete people and cases, and know nothing of the rows that hang on them. */
function foreignKeys(definition: string, made: ReadonlySet<string>): Verdict {
  for (const [, to, rest] of definition.matchAll(
    new RegExp(`references ${NAME}([^,]*(?:\\([^)]*\\))?[^,]*)`, "gi"),
  )) {
    if (!made.has(to!) && !/on delete (cascade|set null)/i.test(rest!)) {
      return argue(`servers of before may delete what it refers to in ${to}.`);
    }
  }
  return goesOn;
}

/** The actions of an ALTER TABLE, which commas outside of brackets and texts part. */
function actionsOf(actions: string): string[] {
  const parts: string[] = [""];
  let depth = 0;
  let inText = false;
  for (const sign of actions) {
    if (sign === "'") inText = !inText;
    if (!inText && sign === "(") depth += 1;
    if (!inText && sign === ")") depth -= 1;
    if (sign === "," && depth === 0 && !inText) parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim());
}
