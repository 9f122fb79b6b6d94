import type { PhaseFacts, ProcedureFacts, SceneFacts } from "../../scene/facts";
import type { Sight } from "./sight";
import { capital, gallbladderOf, hindranceOf, liverOf, pouchOf, type Telling } from "./terms";

type State = Extract<PhaseFacts, { phase: "A" }>;

/** Phase A: the peritoneum over the junction of cystic duct and artery, not yet opened. */
export function tellPreparation(scene: SceneFacts, state: State, sight: Sight): Telling {
  return {
    location: [
      sight.place.flatMap((place) => target(scene.procedure, place)),
      commonDuct(scene.procedure, sight),
    ],
    exposure: [cover(scene.procedure), verdict(scene, state, sight)],
    nextAction: action(scene, state),
    criticalRisk: risk(scene, state, sight),
  };
}

function target(procedure: ProcedureFacts, place: string): string[] {
  const pouch = pouchOf(procedure);
  const liver = liverOf(procedure);
  return [
    `The peritoneum over the junction of cystic duct and cystic artery, ${place}, where ${pouch} narrows to the neck.`,
    `The intact fold of peritoneum just medial to ${pouch}, ${place}, beneath which duct and artery meet.`,
    `The serosa at the neck of the ${gallbladderOf(procedure)}, ${place}; duct and artery come together beneath it.`,
    `Where ${pouch} runs out into the cystic duct, ${place}, the front leaf of the peritoneum is the place to begin.`,
    `${capital(place)}, at the neck of the gallbladder, the closed front leaf of the peritoneum over the triangle.`,
    `${capital(place)} lies the peritoneal covering of the infundibulocystic junction, still whole.`,
    `The first cut belongs ${place}, in the peritoneum that passes from the neck of the gallbladder on to the triangle.`,
    `Between ${pouch} and ${liver}, ${place}, the peritoneum that covers the beginnings of duct and artery.`,
    `The target is a patch of peritoneum ${place}, on the gallbladder’s side of the fold and over the hidden junction of duct and artery.`,
    `Calot’s triangle is still closed; the peritoneum over its gallbladder end, ${place}, is what has to be opened.`,
  ];
}

function commonDuct({ commonDuct: shown, fat }: ProcedureFacts, { danger }: Sight): string[] {
  const under = fat === "lean" ? "in the ligament" : "under the fat of the ligament";
  switch (shown) {
    case "visible":
      return [
        `The common bile duct shows through the ligament ${danger} and stays outside.`,
        `${capital(danger)}, the common bile duct can be made out in the ligament; the zone stops well short of it.`,
        `The zone’s far edge keeps its distance from the common bile duct, which is seen ${danger}.`,
        `The line of the common bile duct ${danger} marks the side that is not to be entered.`,
        `That the common bile duct is in view ${danger} makes the safe side plain.`,
      ];
    case "veiled":
      return [
        `A faint ridge ${danger} betrays the common bile duct, which stays outside.`,
        `The common bile duct is no more than a soft contour ${danger}, and the zone keeps away from it.`,
        `What rounds the ligament ${danger} is the common bile duct, half veiled and left alone.`,
        `Of the common bile duct only a hint is seen ${danger}; a margin is kept from it.`,
        `${capital(danger)}, where the ligament bulges slightly, runs the common bile duct.`,
      ];
    case "hidden":
      return [
        `The common bile duct cannot be seen and has to be assumed ${danger}.`,
        `Nothing shows of the common bile duct; expect it ${danger}, ${under}.`,
        `${capital(danger)}, ${under}, the common bile duct must be reckoned with although it is not seen.`,
        `As the common bile duct is out of sight, the zone keeps strictly to the gallbladder and away from the ligament ${danger}.`,
        `The unseen common bile duct is to be thought of ${danger}, and no part of the zone goes that far.`,
      ];
  }
}

function cover({ fat, pouch }: ProcedureFacts): string[] {
  const bearing = pouch === "prominent" ? "the bulge of Hartmann’s pouch" : "the taper of the infundibulum";
  switch (fat) {
    case "lean":
      return [
        "Only a thin film of peritoneum with little fat covers the triangle.",
        "The fold is lean, and little lies between its surface and the duct.",
        "There is hardly any fat in the fold, so that landmarks are easy to find.",
        `A lean patient: the fold is thin, and ${bearing} leads the eye to the right spot.`,
        "Little fat is in the way of duct and artery.",
      ];
    case "moderate":
      return [
        "A layer of fat of moderate depth hides duct and artery.",
        "Neither duct nor artery can be made out under the fat of the fold, but its borders are plain.",
        `The fat in the fold leaves only ${bearing} as a landmark.`,
        "Duct and artery are still covered by fat, which is soft and not bulky.",
        "The fold is padded with fat, yet its course from the neck is easy to follow.",
      ];
    case "abundant":
      return [
        "Heavy, lobulated fat buries duct and artery.",
        "Thick yellow fat lies over the whole triangle, and nothing of what is beneath it shows.",
        `The triangle is filled with bulky fat; ${bearing} alone gives a bearing.`,
        "So much fat covers the fold that neither the duct nor the artery betrays its course.",
        "Lobules of fat hang over the junction and hide where the neck ends.",
      ];
  }
}

function verdict(scene: SceneFacts, { adhesions, instrument }: State, { grasper, entry }: Sight): string[] {
  const { procedure, traction } = scene;
  const pouch = pouchOf(procedure);
  const spoilt = hindranceOf(scene);
  if (adhesions === "dense") {
    return [
      `Dense adhesions to the ${gallbladderOf(procedure)} cover its lower border, and exposure is not yet sufficient.`,
      "Omentum stuck fast to the gallbladder hides the lower edge of the fold: too little is seen to begin on the duct.",
      `The adhesions on ${pouch} cut the view off from below, so that exposure is poor.`,
    ];
  }
  if (adhesions === "filmy") {
    return [
      "Filmy adhesions still cross the lower edge of the fold, so that exposure is only fair.",
      `A few thin adhesions to ${pouch} remain; once they are off, exposure will suffice.`,
      "Exposure is held back by veils of omentum on the wall, which are easily taken down.",
    ];
  }
  if (spoilt) {
    return spoilt.remarks.flatMap((remark) => [
      `${capital(remark)}; exposure is fair and will be good once that is dealt with.`,
      `Tension is ${traction === "firm" ? "right" : "wanting"}, but ${remark}, which makes exposure no more than fair.`,
    ]);
  }
  if (traction === "slack") {
    return [
      `Traction is slack and ${pouch} sags over the fold, which limits exposure.`,
      `The grasper holds ${pouch} too loosely for the peritoneum to come under tension; exposure is limited.`,
      "The fold is wrinkled for want of lateral pull, and not yet exposed as it should be.",
      "Without tension the triangle stays closed like a book, and exposure is poor.",
      `The pull of the grasper ${grasper} is too weak to flatten the fold, so that exposure is limited.`,
      "Exposure is insufficient as long as the neck is not drawn to the side.",
    ];
  }
  return [
    `${capital(pouch)} is held firmly to the side and the fold is taut: exposure is sufficient to open it.`,
    "With firm lateral traction the peritoneum is on the stretch, which is enough to begin.",
    "The grasper keeps the neck under tension and the field is dry, so that exposure is adequate for a first cut.",
    "The fold is spread flat by steady lateral pull, and exposure is good.",
    `Traction on ${pouch} opens the angle to the liver; exposure suffices.`,
    "Nothing crosses the fold and it is well stretched, so the first step can be taken.",
    "Dry, tense and free of adhesions, it is exposed as well as it can be before it is opened.",
    `The grasper, coming ${grasper}, draws ${pouch} away and leaves the fold open to view; exposure is good.`,
    ...(instrument && entry
      ? [
          `While the grasper keeps up the tension ${grasper}, the ${instrument} reaches the fold ${entry} without obstruction.`,
        ]
      : []),
  ];
}

function action(scene: SceneFacts, { adhesions, instrument }: State): string[][] {
  const { procedure, traction } = scene;
  const pouch = pouchOf(procedure);
  const tool = instrument ?? "hook";
  const bring =
    instrument === null
      ? [
          "Bring in the hook",
          "Introduce the hook under sight",
          "Pass the hook to the neck of the gallbladder",
        ]
      : null;
  if (adhesions !== "none") {
    const freeing = {
      filmy: [
        `Strip the filmy adhesions off ${pouch} ${instrument === "dissector" ? "with the dissector" : "close to its wall"}.`,
        `Pull the omentum gently downwards and divide the veils flush with the gallbladder${instrument === "hook" ? ", the hook turned away from the bowel" : ""}.`,
        "Take down the last adhesions, staying on the gallbladder’s wall.",
        `Tease the omental veils away from ${pouch} until its lower edge is free.`,
      ],
      dense: [
        `Free the omentum from the gallbladder ${instrument === "hook" ? "with short touches of the hook" : "by blunt and sharp dissection"}, always on the wall.`,
        "Release the dense adhesions step by step, beginning at the fundus side, where the wall is safely identified.",
        `Work the omentum off ${pouch} under countertraction, and coagulate its vessels on the omental side.`,
        "Separate what is stuck to the wall before anything else is cut, with the bowel in view.",
      ],
    }[adhesions];
    return [
      freeing,
      [
        "Only then open the peritoneum at the neck.",
        "The fold over the junction comes next.",
        `After that, draw ${pouch} to the side and nick the fold.`,
        "Once the lower border is free, stretch the fold and incise it.",
        "Then judge the triangle anew.",
      ],
    ];
  }
  const spoilt = hindranceOf(scene);
  const first = spoilt?.remedies.map((remedy) => `${remedy}.`) ?? bring?.map((step) => `${step}.`) ?? null;
  if (traction === "slack") {
    const regrasp = [
      `Regrasp ${pouch} and pull it laterally until the fold is taut.`,
      "Ask for more lateral and downward pull before anything is cut.",
      `Draw ${pouch} towards the right iliac fossa while the fundus is pushed up over the liver.`,
      "Restore tension first: fundus up, neck to the side.",
      ...(procedure.wall === "tense"
        ? [
            "Puncture and empty the tense gallbladder if the grasper slips, then take a firm hold at the neck.",
          ]
        : []),
    ];
    const cut = [
      `Then lift the peritoneum with the ${tool} and open it on the gallbladder’s side.`,
      `The fold is incised with the ${tool} only once it is tense.`,
      `When the fold stands up, begin with the ${tool} high on the neck.`,
    ];
    return first && spoilt ? [first, regrasp] : [regrasp, cut];
  }
  const bites = procedure.fat === "lean" ? "in short bites" : "in thin layers";
  const open = [
    `Lift the peritoneum with the ${tool} close to the gallbladder and divide it ${bites}, first in front, then behind the neck.`,
    `Open the serosa with the ${tool} on the gallbladder’s side of the fold and carry the cut towards the liver.`,
    `Tent the fold with the ${tool}, see through it, and open it ${bites} along the neck.`,
    `Score the front leaf with the ${tool} from the neck upwards, parallel to the gallbladder’s wall.`,
    `Begin high on the neck with the ${tool}, nick the peritoneum and let the gas track into the plane.`,
    `Take the peritoneum alone on the ${tool}, pull it away from what is beneath and divide it ${bites}.`,
    `Incise the front leaf beside ${pouch}, turn the neck over and repeat the cut on the back leaf.`,
  ];
  const after = [
    "Keep the line of the cut above the sulcus of Rouvière.",
    "Sweep the fat down as it comes free.",
    "Stay within reach of the gallbladder’s wall throughout.",
    "Let the assistant keep up the pull meanwhile.",
    "Carry on only as deep as can be seen.",
    "Stop at the first sight of the duct.",
  ];
  return first ? [first, open] : [open, after];
}

function risk(scene: SceneFacts, { adhesions }: State, { danger }: Sight): string[][] {
  const { procedure, traction } = scene;
  if (adhesions !== "none") {
    return [
      [
        "Duodenum or colon may be drawn up in the adhesions and be burnt in freeing them.",
        "Pulling hard on the omentum tears the gallbladder’s serosa or an omental vein.",
        "Heat carried along the adhesions can reach the duodenum unseen.",
        "A cut on the wrong side of the adhesions may open the duodenum.",
      ],
      procedure.wall === "inflamed" || procedure.wall === "thickened"
        ? [
            "In so diseased a wall the plane bleeds readily, and bleeding hides the landmarks.",
            `With the neck still covered, a cut towards the ligament ${danger} would be blind.`,
            "A hole in the wall at this point spills bile before the operation has begun.",
            `What is stuck together here may include the common bile duct ${danger}, drawn up by scarring.`,
          ]
        : [
            `Opening the fold before it is free means cutting towards the common bile duct ${danger} by guess.`,
            "A tear of the wall spills bile into the field.",
            "Hurry here costs the view of the landmarks later.",
          ],
    ];
  }
  if (traction === "slack") {
    return [
      [
        `Slack traction draws cystic and common duct into one line, so that the common duct ${danger} may be taken for the cystic duct.`,
        `A sagging neck hides how near the common bile duct lies ${danger}.`,
        "Cutting into an unstretched fold loses the plane, and the next bite goes too deep.",
      ],
      [
        "No cut is safe until the angle between the two is opened.",
        "The cystic artery may lie in the loose fold and be opened unseen.",
        `Upward pull alone does not help: it tents the common duct ${danger}.`,
      ],
    ];
  }
  return [
    procedure.fat === "lean"
      ? [
          "So little tissue covers the structures that a deep first bite may open the cystic artery.",
          "In a thin fold the duct lies immediately beneath the surface, and heat goes through.",
          `A cut that strays ${danger} leads straight to the common bile duct.`,
          "The very ease of the first cut tempts one to go deep, where the artery lies unprotected.",
        ]
      : [
          `A cut begun too far medially enters the hepatoduodenal ligament, where the common bile duct lies ${danger}.`,
          `Under the fat the distance to the common bile duct ${danger} is easily overrated.`,
          "A blind bite into the fat may take the cystic artery with it and bleed at once.",
          "Digging for the duct in one place, instead of opening the fold widely, makes a bleeding hole.",
        ],
    procedure.artery === "crossing"
      ? [
          "An artery that crosses in front of the duct comes first under the hook.",
          "Look for a pulsation in the fold: an artery in front of the duct would lie just below the surface.",
        ]
      : procedure.duct === "short"
        ? [
            "A short cystic duct leaves no room for error on that side.",
            "Where the cystic duct is short, the common duct is drawn up towards the neck.",
          ]
        : [
            "Keep to the gallbladder’s wall.",
            "Below the sulcus of Rouvière nothing should be cut.",
            "Coagulating near the neck before the anatomy is known can burn the duct.",
            "The right hepatic artery may loop up to the neck and be met here.",
            "The neck itself is easily buttonholed.",
          ],
  ];
}
