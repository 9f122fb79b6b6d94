import type { PhaseFacts, ProcedureFacts, SceneFacts } from "../../scene/facts";
import type { Sight } from "./sight";
import { capital, hindranceOf, liverOf, pouchOf, type Telling } from "./terms";

type State = Extract<PhaseFacts, { phase: "B" }>;
type Stage = "begun" | "under way" | "nearly done";

/** Phase B: the fibro-fatty tissue within the triangle, partly opened. */
export function tellDissection(scene: SceneFacts, state: State, sight: Sight): Telling {
  return {
    location: [sight.place.flatMap((place) => target(state, place)), bounds(scene.procedure, sight)],
    exposure: [seen(scene.procedure, state), verdict(scene, state, sight)],
    nextAction: action(scene, state),
    criticalRisk: risk(scene, state, sight),
  };
}

function stageOf({ opened }: State): Stage {
  if (opened < 0.35) return "begun";
  return opened > 0.65 ? "nearly done" : "under way";
}

function target(state: State, place: string): string[] {
  const again = state.artery.divided
    ? [
        `The remaining fibro-fatty tissue round the cystic duct, ${place}, now that the artery is divided.`,
        `With the artery out of the way, the strands still held by the cystic duct, ${place}, are what is left to clear.`,
        `${capital(place)}, the rest of the triangle’s tissue between the duct and the gallbladder’s wall; the artery is gone.`,
      ]
    : state.artery.clips > 0
      ? [
          `The tissue still left in the triangle, ${place}, next to the clipped artery.`,
          `Back to the fibro-fatty tissue after clipping the artery: what remains lies ${place}.`,
          `${capital(place)}, the undissected rest of the safety window; the artery is already clipped.`,
        ]
      : null;
  if (again) return again;
  const stage = {
    begun: [
      `The fibro-fatty tissue within Calot’s triangle, ${place}, of which a small window has been opened.`,
      `${capital(place)}, the fat that still fills most of the triangle beside a first small window.`,
      `The safety window has only been begun ${place}; the zone is the tissue that surrounds the first opening.`,
      `Most of the triangle is closed as yet: its fibro-fatty filling, ${place}.`,
      `The tissue between cystic duct and artery, ${place}, hardly opened so far.`,
    ],
    "under way": [
      `The areolar and fatty tissue inside the triangle, ${place}, half of it still closed.`,
      `The safety window between cystic duct and artery with the tissue about it, ${place}.`,
      `${capital(place)}, the strands and fat that are left between the duct and the edge of the liver.`,
      `What is to be cleared is the fibro-fatty tissue of the half-opened triangle, ${place}.`,
      `The window in Calot’s triangle and the tissue at its edges, ${place}.`,
    ],
    "nearly done": [
      `The last fibro-fatty strands in the triangle, ${place}; the window is nearly complete.`,
      `${capital(place)}, the remaining tissue at the edges of a wide window.`,
      `Fine strands within the almost cleared triangle, ${place}.`,
      `What is left of the triangle’s tissue, ${place}, after most of the window has been made.`,
      `The wide safety window, ${place}, and the thin tissue that still bridges it.`,
    ],
  }[stageOf(state)];
  return stage;
}

function bounds(procedure: ProcedureFacts, { danger, bed }: Sight): string[] {
  const lobe = liverOf(procedure);
  const duct = {
    visible: [
      `of the common bile duct seen ${danger}`,
      `of the common bile duct, which is in view ${danger}`,
      `of the visible common bile duct ${danger}`,
    ],
    veiled: [
      `of the ridge of the common bile duct ${danger}`,
      `of the soft contour ${danger} that is the common bile duct`,
      `of the half-veiled common bile duct ${danger}`,
    ],
    hidden: [
      `of the line of the common bile duct, hidden ${danger}`,
      `of the place ${danger} where the unseen common bile duct must run`,
      `of the common bile duct, which is not seen but lies ${danger}`,
    ],
  }[procedure.commonDuct];
  return duct.flatMap((short) => [
    `The zone stops short of the cystic plate under ${lobe} ${bed} and ${short}.`,
    `The cystic plate ${bed} is left out, and the zone ends short ${short}.`,
    `The limits are the gallbladder’s wall, the cystic plate and a safe margin short ${short}.`,
    `Left out are the bed under ${lobe} ${bed} and everything within reach ${short}.`,
  ]);
}

function seen({ artery, duct, fat }: ProcedureFacts, state: State): string[] {
  const kind = { long: "long", short: "short", wide: "wide", low: "low-lying" }[duct];
  if (state.artery.divided) {
    return [
      `The artery has been divided and the ${kind} cystic duct stands out alone among the remaining strands.`,
      `Between the arterial clips the triangle gapes, and the ${kind} duct is followed more easily than before.`,
      "With the artery divided, the gallbladder’s neck moves away from the liver and the tissue behind it shows.",
    ];
  }
  switch (stageOf(state)) {
    case "begun":
      return [
        "Only the first stretch of duct and artery is in view, the rest being under fat.",
        `The peritoneum is open, but ${fat === "lean" ? "fibrous tissue" : "fat"} still covers most of duct and artery.`,
        "A first opening shows no more than the beginning of the duct.",
        `Of the ${kind} duct the neck end is in sight; artery and remainder are covered.`,
        "The window is too small to say what runs through it.",
        ...(fat === "abundant"
          ? ["Bulky fat falls back into the small window as soon as it is let go."]
          : []),
      ];
    case "under way":
      return [
        {
          apart: "Duct and artery appear on either side of the window, joined by dense strands.",
          close: "Duct and artery lie almost upon each other, and only strands tell where one ends.",
          branching: "The artery is seen to split within the half-opened window, above the duct.",
          double: "Besides the duct two thin vessels enter the half-opened window.",
          crossing: "An artery is seen to cross in front of the duct in the half-opened window.",
        }[artery],
        `Half of the ${kind} duct is free; strands still tie it to the artery.`,
        "The triangle is half open, and both structures can be followed for part of their way.",
        "The window has become wide enough to see tissue of the liver’s side through it, not yet the plate itself.",
        `The ${fat === "lean" ? "thin" : "fatty"} edges of the window stand apart and show the middle of the duct.`,
      ];
    case "nearly done":
      return [
        {
          apart: "Duct and artery can be followed through the window with only fine strands between them.",
          close:
            "Although they run close together, duct and artery are now told apart along their whole course.",
          branching: "Both branches of the artery and the duct beneath them are nearly clean.",
          double: "Two arteries and one duct are nearly clean, which makes three structures to account for.",
          crossing: "The crossing artery has been freed from the duct it lies on, all but a few strands.",
        }[artery],
        `The ${kind} duct is almost bare from the neck onwards.`,
        "Through the wide window the lower part of the bed begins to show.",
        "Little is left to clear: the structures are clean and their borders sharp.",
        "Most of the tissue is gone, and what crosses the window is translucent.",
      ];
  }
}

function verdict(scene: SceneFacts, state: State, { grasper, entry }: Sight): string[] {
  const { procedure, traction } = scene;
  const pouch = pouchOf(procedure);
  const spoilt = hindranceOf(scene);
  if (spoilt) {
    return spoilt.remarks.flatMap((remark) => [
      `${capital(remark)}; exposure is only fair until it is cleared.`,
      `At the moment ${remark}, so that exposure is less than the traction would allow.`,
      `Exposure would suffice, but ${remark}.`,
    ]);
  }
  if (traction === "slack") {
    return [
      `${capital(pouch)} is held loosely, so that the window is narrow and exposure incomplete.`,
      "For want of tension the edges of the window fall together, and exposure is limited.",
      "The grasper gives too little pull to open the angle; exposure is not what it could be.",
      "Slack traction lets the neck sag back, which hides the depth of the window.",
    ];
  }
  const done = stageOf(state) === "nearly done";
  return [
    `The edges are held well apart; exposure is ${done ? "good" : "adequate for dissection to go on"}.`,
    `Lateral traction on ${pouch} keeps the tissue taut, and exposure ${done ? "is very good" : "suffices"}.`,
    `The field is dry and under tension, which gives ${done ? "an excellent" : "a sufficient"} view.`,
    `With the neck drawn to the side, ${done ? "both faces of the window can be inspected" : "the next strands present themselves"}: exposure is good.`,
    `Firm pull opens the angle between duct and liver; ${done ? "only the back remains to be checked" : "dissection can continue under sight"}.`,
    `Exposure is ${done ? "nearly complete" : "satisfactory"}, thanks to steady traction.`,
    `The grasper holds ${pouch} out ${grasper}, and exposure ${done ? "leaves little to wish for" : "is good enough to go on"}.`,
    ...(entry
      ? [
          `Pulled ${grasper.replace("from", "towards")}, the tissue is flat under the ${state.instrument}, which comes ${entry}; exposure ${done ? "is good" : "suffices"}.`,
        ]
      : []),
  ];
}

function action(scene: SceneFacts, state: State): string[][] {
  const { procedure, traction } = scene;
  const { instrument } = state;
  const pouch = pouchOf(procedure);
  const spoilt = hindranceOf(scene);
  const on =
    instrument === "hook"
      ? [
          "Take the strands between the structures on the hook, one at a time, and pull each away before it is divided.",
          "Thin the fat on the gallbladder’s side with the hook, turning the pouch to work from behind as well.",
          "Lift single fibres with the heel of the hook, see through them and burn briefly.",
          "Hook the tissue off the duct, always towards the gallbladder, in bites no thicker than can be seen through.",
          "Widen the window with the hook from the gallbladder’s wall inwards, front and back by turns.",
          "With the hook’s tip in view, divide the next strand that stands up under tension.",
          "Keep the hook moving from the neck towards the liver along the gallbladder’s wall, a few fibres at a time.",
          "Scoop up loose fat on the hook, turn the tip to the gallbladder and divide it there.",
          "Let the hook slide along the duct without current, then lift what it has caught and cut.",
        ]
      : [
          `Spread the tissue with the dissector parallel to the duct and peel it ${procedure.duct === "wide" ? "off the wide duct" : "downwards"}.`,
          "Pass the closed dissector along the duct, open it gently and let the strands part.",
          "Strip the fat bluntly from the gallbladder towards the ligament, never the other way round.",
          "Make room behind the duct with the dissector, opening its jaws in the line of the duct.",
          "Tease the strands apart with the dissector and leave anything that pulses.",
          "Use the dissector to push the fat off the neck until the wall shines.",
          "Grasp small bundles of fat in the dissector’s jaws and draw them off, a bundle at a time.",
          "Slide the dissector’s tips between artery and duct from the gallbladder’s end and spread.",
        ];
  const then = {
    begun: [
      "Make the opening broad before making it deep.",
      "Extend the peritoneal cut upwards along the gallbladder on both leaves.",
      "Show the back of the triangle as soon as the front is open.",
      "Look for the duct where it leaves the neck and follow it from there.",
    ],
    "under way": [
      "Turn the neck over now and again to open the posterior leaf too.",
      "Go on until nothing but two structures crosses the window.",
      "Follow each structure on to the gallbladder before calling it by name.",
      "Free the neck from the lowest part of the cystic plate next.",
    ],
    "nearly done": [
      "Free the lower third of the gallbladder from the cystic plate, until only what belongs there enters it.",
      "Then show both sides of the window and confirm the critical view before any clip.",
      "Finish by checking from behind that nothing runs through the window.",
      "A last look from either side should show the liver through the window.",
    ],
  }[stageOf(state)];
  const finish =
    state.artery.clips > 0
      ? [
          "Keep off the clips while clearing the duct.",
          "The duct should be bare all round before it is clipped in its turn.",
          "Clear enough length of duct for three clips.",
          "No current is used within touch of the clips.",
        ]
      : then;
  if (spoilt) return [spoilt.remedies.map((remedy) => `${remedy}.`), on];
  if (traction === "slack") {
    return [
      [
        `Restore lateral traction on ${pouch}.`,
        `Regrasp ${pouch} lower down and draw it to the patient’s right.`,
        "Have the assistant push the fundus up and pull the neck out.",
        "Renew the grip and stretch the window before going on.",
      ],
      on,
    ];
  }
  return [on, finish];
}

function risk(scene: SceneFacts, state: State, { danger }: Sight): string[][] {
  const { procedure, hindrance, traction } = scene;
  const common = {
    visible: `the common bile duct ${danger}`,
    veiled: `the common bile duct under its veil ${danger}`,
    hidden: `the hidden common bile duct ${danger}`,
  }[procedure.commonDuct];
  if (hindrance === "ooze") {
    return [
      [
        `Coagulating into a bloody field may burn ${common}.`,
        "Bleeding met by blind clips or long current is how ducts are injured.",
        "The source may be the artery itself, slipped back behind the fat.",
        `Blood soaks up the light and hides how near ${common} is.`,
      ],
      [
        "Press first, look second, coagulate last.",
        "If it does not stop under pressure, the plan should change.",
        "A stained duct and a stained artery look alike.",
      ],
    ];
  }
  if (hindrance === "smoke") {
    return [
      [
        `Working through smoke hides the tip of the instrument: a slip reaches ${common}.`,
        "In smoke a strand cannot be seen through before it is divided.",
        `With the depth lost in smoke, the next bite may go as far as ${common}.`,
      ],
      [
        "What looks like a strand may be the artery or one of its branches.",
        "An active tip out of sight burns what it rests on.",
        "The wall of the duct shows heat damage only days later.",
      ],
    ];
  }
  const vessel = state.artery.divided
    ? [
        "A second artery may run behind the duct and be torn in clearing it.",
        "Pulling on the freed neck may tear the arterial stump out of its clips.",
        "With the artery gone, pull comes on the duct alone, which is drawn out thin and tears.",
        "A clip knocked off the arterial stump bleeds where it is hard to reach.",
      ]
    : {
        apart: [
          "A vessel met high in the triangle may be the right hepatic artery.",
          "The artery lies well above the duct and is easily forgotten until it bleeds.",
          "A posterior branch may hide in the tissue towards the liver.",
          "Fat near the liver may carry a small artery that retracts when cut.",
        ],
        close: [
          "The artery runs almost upon the duct here, and a strand taken without seeing through it may be the artery itself.",
          "Where the two lie so close, heat applied to one harms the other.",
          "Neither can be clipped safely before they are parted, and parting them may tear the artery.",
        ],
        branching: [
          "The artery branches early, so that what looks like a fibre in the window may be its deep branch.",
          "The deep branch tears easily and retracts towards the liver.",
          "Two branches are easily counted as one artery and one strand.",
        ],
        double: [
          "With two arteries, the second is the one that is cut as a strand.",
          "Whoever stops looking after the first artery meets the second as bleeding.",
          "The second artery may be an aberrant right hepatic branch that supplies the liver.",
        ],
        crossing: [
          "The artery in front of the duct is the first thing in the way of the instrument.",
          "A vessel that crosses the duct may be the right hepatic artery on its way to the liver.",
          "Pulling the duct forward angles the artery that lies upon it.",
        ],
      }[procedure.artery];
  const duct = [
    ...{
      begun: [
        `Deepening a narrow window leads medially to ${common}.`,
        `Under what is still closed lies ${common}.`,
        `A deep bite in a small hole may catch ${common}.`,
      ],
      "under way": [
        `Dissection carried past the triangle reaches ${common}.`,
        `Straying from the gallbladder’s side brings the tip on to ${common}.`,
        `Clearing too far along the duct ends at ${common}.`,
        `Too high, it opens the liver bed and bleeds; too far over, it reaches ${common}.`,
      ],
      "nearly done": [
        `The wish to see more duct leads on to ${common}, which needs no showing.`,
        `The last strands lie nearest to ${common}.`,
        `Skeletonising beyond need takes the blood supply of ${common}.`,
        `Carried too high, the dissection opens the liver bed; carried on along the duct, it reaches ${common}.`,
      ],
    }[stageOf(state)],
    ...(procedure.duct === "short"
      ? [`In so short a duct, a few millimetres decide between the cystic duct and ${common}.`]
      : []),
    ...(procedure.duct === "wide" ? [`So wide a cystic duct is readily confused with ${common}.`] : []),
    ...(procedure.duct === "low"
      ? [
          `A cystic duct that runs down beside the hepatic duct invites dissection into the wall between it and ${common}.`,
        ]
      : []),
    ...(traction === "slack" ? [`Without lateral pull the cystic duct lines up with ${common}.`] : []),
  ];
  return [duct, vessel];
}
