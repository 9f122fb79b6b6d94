import type { PhaseFacts, ProcedureFacts, SceneFacts } from "../../scene/facts";
import type { Sight } from "./sight";
import { capital, gallbladderOf, hindranceOf, liverOf, type Telling } from "./terms";

type State = Extract<PhaseFacts, { phase: "D" }>;
type Stage = "low" | "middle" | "high" | "last";

/** Phase D: the areolar line between the gallbladder and its bed. */
export function tellBed(scene: SceneFacts, state: State, sight: Sight): Telling {
  return {
    location: [sight.place.flatMap((place) => target(scene.procedure, place)), reached(state, sight)],
    exposure: [tension(scene, state, sight), verdict(scene, state)],
    nextAction: action(scene, state),
    criticalRisk: risk(scene, state, sight),
  };
}

function stageOf({ freed }: State): Stage {
  if (freed < 0.3) return "low";
  if (freed < 0.6) return "middle";
  return freed < 0.82 ? "high" : "last";
}

function target(procedure: ProcedureFacts, place: string): string[] {
  const liver = liverOf(procedure);
  const gallbladder = gallbladderOf(procedure);
  return [
    `The white areolar line between the ${gallbladder} and ${liver}, ${place}.`,
    `The translucent line of adhesion, ${place}, where the gallbladder’s wall leaves ${liver}.`,
    `${capital(place)}, the filmy connective tissue stretched between the gallbladder and its bed.`,
    `The plane of areolar tissue that still ties the ${gallbladder} to ${liver}, ${place}.`,
    `Where wall and bed part, ${place}, a band of loose white fibres marks the plane.`,
    `The seam between the lifted gallbladder and ${liver}, ${place}, with its whitish fibres.`,
    `The zone follows the areolar plane, ${place}, neither on the liver nor in the gallbladder’s wall.`,
    `${capital(place)} runs the pale line of loose tissue along which the gallbladder comes away.`,
  ];
}

function reached(state: State, { danger }: Sight): string[] {
  const far = {
    low: [
      "Only the lowest part of the bed is bare",
      "No more than the first few centimetres of the bed are bare",
      "The plane has been opened at the neck end alone",
    ],
    middle: [
      "Nearly half of the bed is bare",
      "The lower part of the bed, not quite half of it, has been bared",
      "A good part of the bed already lies open",
    ],
    high: [
      "More than half of the bed is bare",
      "The greater part of the bed lies open below it",
      "About two thirds of the bed have been bared",
    ],
    last: [
      "All but the top of the bed is bare",
      "Nearly the whole bed lies open",
      "Almost everything up to the fundus has been freed",
    ],
  }[stageOf(state)];
  return far.flatMap((part) => [
    `${part}, and the clipped stumps ${danger} stay outside.`,
    `${part}; the porta lies ${danger}, away from it.`,
    `${part}, which is no part of the zone, nor are the stumps ${danger}.`,
    `${part}; the dissection moves away from the stumps ${danger}.`,
  ]);
}

function tension(scene: SceneFacts, state: State, { grasper }: Sight): string[] {
  const { procedure, traction } = scene;
  const wall = { thin: "thin", tense: "tense", thickened: "thick", inflamed: "inflamed" }[procedure.wall];
  if (traction === "slack") {
    return [
      "The gallbladder sags, and the fibres of the plane fall together.",
      "For want of traction the angle between gallbladder and liver is nearly closed.",
      `The ${wall} wall hangs down over the line instead of being held up.`,
    ];
  }
  switch (stageOf(state)) {
    case "low":
      return [
        "The neck is turned up far enough to show the line from side to side.",
        `Upward pull on the neck of the ${gallbladderOf(procedure)} opens the angle to the liver.`,
        `The grasper, coming ${grasper}, turns the neck up, and the first fibres whiten.`,
        "The first fibres of the plane stand out as the neck is lifted.",
        "Held up by its neck, the gallbladder leaves a wedge of white fibres towards the liver.",
      ];
    case "middle":
      return [
        "The gallbladder is held up and away, and the plane shows as a white line across the field.",
        `The ${wall} wall is under steady tension, which spreads the fibres.`,
        "Traction fans out the loose tissue between wall and bed.",
        "Lifted like a lid, the gallbladder presents the plane from edge to edge.",
        "The line is on the stretch over its whole length.",
        `Held up ${grasper}, the gallbladder tightens the fibres evenly.`,
      ];
    case "high":
      return [
        `The ${wall} wall is held well away and the fibres fan out along the line.`,
        "The plane is drawn out into single white fibres.",
        "Swung up over the liver, the gallbladder shows the line close to the fundus.",
        "What is left of the attachment is a narrow white band under tension.",
        "The fibres whiten as the gallbladder is lifted.",
      ];
    case "last":
      return [
        "Little but the fundus still hangs on the bed, and the whole line can be taken in at a glance.",
        "Only a short bridge of fibres holds the fundus.",
        "The gallbladder dangles from its top, and the last of the plane lies open.",
        "What remains attached is narrow and easily stretched.",
      ];
  }
}

function verdict(scene: SceneFacts, state: State): string[] {
  const spoilt = hindranceOf(scene);
  if (spoilt) {
    return spoilt.remarks.flatMap((remark) => [
      `However, ${remark}, and exposure is only fair.`,
      `${capital(remark)}, so that wall and liver are harder to tell apart.`,
      `Exposure suffers because ${remark}.`,
    ]);
  }
  if (scene.traction === "slack") {
    return [
      "Exposure is limited until the grip is renewed.",
      "The plane can be guessed, not seen, and exposure is poor.",
      "White fibres can still be told from wall and liver, but exposure is limited.",
    ];
  }
  const liver = scene.procedure.liver;
  return [
    "Nothing hides the plane, and exposure is good from edge to edge.",
    "Wall above and liver below are clearly apart; exposure suffices.",
    "The field is dry, and exposure suffices for quick progress.",
    `Fibres, wall and liver differ clearly in colour; exposure is ${stageOf(state) === "low" ? "good for so early a stage" : "very good"}.`,
    "The plane is plain to see, and exposure leaves no doubt about it.",
    "Both edges of the line are in view: exposure is sufficient.",
    "Exposure is adequate all along the line.",
    ...(liver === "congested" ? ["Against the dark liver the white plane is easy to see."] : []),
    ...(liver === "steatotic"
      ? ["On a pale liver the white fibres stand out less, but exposure suffices."]
      : []),
  ];
}

function action(scene: SceneFacts, state: State): string[][] {
  const { instrument } = state;
  const spoilt = hindranceOf(scene);
  const go =
    instrument === "hook"
      ? [
          "Hook the fibres in the middle of the line, lift them off the liver and divide them with brief current.",
          "Follow the white line with the hook from its edge inwards, always on the gallbladder’s side.",
          "Divide the line layer by layer with the hook, working evenly to both sides.",
          "Sweep the hook along the fibres from left to right and back, where they whiten under tension.",
          "Pick up the fibres on the back of the hook, away from the liver, and burn in short touches.",
          "Go on with the hook where the tissue is loosest, and let the edges follow.",
          "Work the hook in short strokes across the line, never along the liver.",
          "Lay the heel of the hook on the fibres, pull gently, and let the current do the rest.",
          "Take the next layer of fibres on the hook, see the liver’s capsule behind it, and divide.",
          "Open the plane a little at a time with the hook, coagulating fine vessels before they are cut.",
        ]
      : [
          "Snip the loose fibres with the scissors, the blades’ curve towards the gallbladder.",
          "Divide the areolar tissue with the scissors in small cuts and coagulate only what bleeds.",
          "Push the plane open with the closed scissors, then cut the strands that remain.",
          "Cut along the white line with the scissors, one blade always in view on the liver’s side.",
        ];
  const along = {
    low: [
      "Draw the neck further up as the plane opens, so that the next fibres come under tension.",
      "Turn the neck to either side to reach both edges.",
      "Free the edges of peritoneum a few millimetres from the liver.",
      "Keep the plane level, for a tunnel in the middle bleeds.",
    ],
    middle: [
      "Swing the gallbladder to either side to unroll the edges.",
      "Regrasp nearer to the line as it moves up.",
      "Carry both edges up at the same height.",
      "Stop small bleeding from the bed as it appears.",
    ],
    high: [
      "Regrasp close to the line and pull towards the abdominal wall.",
      "Divide the peritoneal edges ahead of the middle.",
      "Before much more is cut, look over the bed for bleeding.",
      "Slow down towards the fundus, where the wall is thinnest.",
    ],
    last: [
      "Before the last fibres go, look over the bed and the clips while the gallbladder still holds the liver up.",
      "Leave the final bridge until the bed has been checked and is dry.",
      "Coagulate the bed now, as the liver falls back once the fundus is free.",
      "Then free the fundus and lay the gallbladder on the liver.",
    ],
  }[stageOf(state)];
  if (spoilt) return [spoilt.remedies.map((remedy) => `${remedy}.`), go];
  if (scene.traction === "slack") {
    return [
      [
        "Regrasp the gallbladder near the line and lift it towards the right shoulder.",
        "Take a new hold of the wall and stretch the plane before going on.",
        "Ask for a steady upward and outward pull.",
      ],
      go,
    ];
  }
  return [go, along];
}

function risk(scene: SceneFacts, state: State, { danger }: Sight): string[][] {
  const { procedure, hindrance } = scene;
  if (hindrance === "ooze") {
    return [
      [
        "Deep coagulation in a bleeding bed opens tributaries of the middle hepatic vein that lie just beneath.",
        "Chasing a bleeding point into the liver makes it worse.",
        "Blood on the bed hides the white line, and the next stroke may enter the liver.",
      ],
      [
        "Pressure comes first.",
        "A bleeding vein in the bed is compressed, not dug for.",
        "If it wells up under pressure, stop and think of a stitch.",
      ],
    ];
  }
  const depth = {
    thin: [
      "The thin wall is holed by a touch of current, and bile and stones spill.",
      "A stroke too near the thin wall opens it.",
      "So thin a wall is easily torn by the grasper and loses its bile over the bed.",
      "Through so thin a wall heat opens the lumen unnoticed.",
    ],
    tense: [
      "The tense wall is easily holed and spills bile and stones.",
      "Under pressure, the smallest hole in the wall empties the gallbladder over the field.",
      "Bile under pressure spurts from the slightest burn of the wall.",
      "The grasper may tear so tense a wall.",
    ],
    thickened: [
      "In a thickened wall the planes are many: too deep enters the liver, too shallow the lumen.",
      "Scarring blurs the plane, and the stroke slides into the liver’s substance.",
      "A scarred plane gives no warning before the capsule is breached.",
      "A thick wall tempts one to keep away from it, and so to cut into the liver.",
    ],
    inflamed: [
      "The inflamed wall is friable and tears where it is held.",
      "Oedema makes a false plane within the wall, which ends in the lumen.",
      "Inflamed tissue bleeds from the bed as soon as the plane is left.",
    ],
  }[procedure.wall];
  const place = {
    low: [
      `Near the neck too deep a plane leads to the hilum ${danger}, where a sectoral duct may be opened.`,
      ...(procedure.clips === "titanium"
        ? [`Current close to the metal clips ${danger} is carried to the stump.`]
        : [`The hook must not catch the clips ${danger}: one pulled off leaves an open stump.`]),
      `An accessory artery may enter from the bed just above the stumps ${danger}.`,
    ],
    middle: [
      "Leaving the line for the liver’s side bleeds and may open a subvesical bile duct.",
      "A small duct of the bed, cut unseen, leaks bile for days.",
      "Just beneath the capsule run branches of the middle hepatic vein.",
      "A hole in the capsule oozes until the end of the operation.",
    ],
    high: [
      "The higher it goes, the thinner the cover of the hepatic veins in the bed.",
      "As the gallbladder swings freely, pulling it tears the capsule at the line.",
      "Loss of the plane near the top bleeds where it is hard to reach.",
      "A subvesical duct may cross here and looks like one more fibre.",
    ],
    last: [
      "A last pull tears the fundus off with a strip of capsule, which bleeds out of reach once the gallbladder is away.",
      "With the end in sight the bed is forgotten, and bleeding is found too late.",
      "Freed too early, the gallbladder no longer holds the liver up for a check of the bed.",
      "A hasty final cut slips into the edge of the liver or into the bowel behind it.",
    ],
  }[stageOf(state)];
  return hindrance === "smoke"
    ? [
        [
          `With the plane half seen, the ${instrumentOf(state)} strays into wall or liver.`,
          "Smoke takes away the one sign of the right plane, its whiteness.",
          "A stroke made by memory in smoke ends in the liver.",
        ],
        depth,
      ]
    : [depth, place];
}

const instrumentOf = ({ instrument }: State): string => instrument;
