import type { Clips, ProcedureFacts, SceneFacts } from "../../scene/facts";
import { type ClippingState, structureNext, tellClipStep } from "./clip-steps";
import type { Sight } from "./sight";
import { capital, hindranceOf, liverOf, type Telling } from "./terms";

/** Phase C: the bare stretch of duct and artery, before, between and after clips. */
export function tellClipping(scene: SceneFacts, state: ClippingState, sight: Sight): Telling {
  return {
    location: [
      sight.place.flatMap((place) => target(scene.procedure, state, place)),
      clear(scene.procedure, sight),
    ],
    exposure: [seen(scene.procedure, state), verdict(scene, state, sight)],
    nextAction: tellClipStep(scene, state),
    criticalRisk: risk(scene, state, sight),
  };
}

const kindOf = ({ duct }: ProcedureFacts): string =>
  ({ long: "long", short: "short", wide: "wide", low: "low-lying" })[duct];

/** "artery", or "arteries" where there are two. */
const vesselOf = ({ artery }: ProcedureFacts): string => (artery === "double" ? "arteries" : "artery");

function target(procedure: ProcedureFacts, state: ClippingState, place: string): string[] {
  const kind = kindOf(procedure);
  if (state.artery.divided) {
    return [
      `The skeletonised segment of the ${kind} cystic duct, ${place}, the artery being divided.`,
      `${capital(place)}, the bare stretch of cystic duct between the gallbladder’s neck and the ligament; of the artery only clipped ends remain.`,
      `The free part of the ${kind} cystic duct, ${place}, which alone still holds the neck.`,
      `The cystic duct where it is bare all round, ${place}; the artery has been dealt with.`,
    ];
  }
  if (state.duct.divided) {
    return [
      `The bare segment of the cystic artery, ${place}, the duct being divided already.`,
      `${capital(place)}, the skeletonised artery, the last structure left in the triangle.`,
    ];
  }
  const pair =
    procedure.artery === "double"
      ? "the skeletonised cystic duct and the two bare arteries"
      : "the skeletonised cystic duct and artery";
  const how = {
    apart: "the artery well away from the duct",
    close: "which run close together",
    branching: "the artery about to branch",
    double: "each followed on to the gallbladder",
    crossing: "the artery passing in front of the duct",
  }[procedure.artery];
  return [
    `${capital(pair)}, ${place}, ${how}.`,
    `${capital(place)}, ${pair}, freed of fat and peritoneum.`,
    `The bare stretches of the ${kind} duct and of the ${vesselOf(procedure)}, ${place}, between the neck and the ligament.`,
    `The zone takes in ${pair} where nothing else clings to them, ${place}.`,
    `Bare segments of cystic duct and ${vesselOf(procedure)}, ${place}, fit to be clipped.`,
  ];
}

function clear({ commonDuct }: ProcedureFacts, { danger }: Sight): string[] {
  switch (commonDuct) {
    case "visible":
      return [
        `The zone ends well before the common bile duct, which is in view ${danger}.`,
        `A clear gap separates the zone from the common bile duct ${danger}.`,
        `The clips will sit at a distance from the common bile duct, plain to see ${danger}.`,
        `The common bile duct is seen ${danger}, distinct from what is to be clipped.`,
        `Towards the common bile duct ${danger} a stretch of duct is left alone.`,
      ];
    case "veiled":
      return [
        `The zone ends before the ligament ${danger}, in which the common bile duct is faintly seen.`,
        `The common bile duct, a soft ridge ${danger}, stays outside.`,
        `A margin is kept from the half-veiled common bile duct ${danger}.`,
        `What shows of the common bile duct ${danger} is clearly another structure.`,
      ];
    case "hidden":
      return [
        `The zone keeps clear of the unseen common bile duct ${danger}.`,
        `The common bile duct is out of sight ${danger}, so the part nearest the gallbladder is taken.`,
        `Since the common bile duct does not show, nothing towards the ligament ${danger} is included.`,
        `The limit is set with the hidden common bile duct ${danger} in mind.`,
      ];
  }
}

const COUNT: Record<Clips, string> = { 0: "no clip", 1: "one clip", 2: "two clips", 3: "three clips" };

function seen(procedure: ProcedureFacts, { duct, artery }: ClippingState): string[] {
  const liver = liverOf(procedure);
  const kind = kindOf(procedure);
  if (artery.divided) {
    if (duct.clips === 0) {
      return [
        `The artery’s ends are dry, and the ${kind} duct lies free from neck to ligament.`,
        `Nothing but the ${kind} cystic duct crosses the window, with ${liver} behind it.`,
        "The duct alone runs to the gallbladder and can be seen from all sides.",
      ];
    }
    return [
      `The duct carries ${COUNT[duct.clips]} in plain view, and nothing else reaches the gallbladder.`,
      `${capital(COUNT[duct.clips])} ${duct.clips === 1 ? "sits" : "sit"} square on the ${kind} duct, and the artery’s ends are dry.`,
      `The ${kind} duct is seen on both sides of ${duct.clips === 1 ? "its clip" : "its clips"}, with ${liver} behind.`,
    ];
  }
  if (duct.divided) {
    return [
      "The clipped duct is divided and the artery stretches alone to the gallbladder.",
      "With the duct divided, the artery is plain from its bend to the wall.",
    ];
  }
  if (artery.clips > 0 && duct.clips === 0) {
    if (procedure.artery === "double") {
      return [
        `One of the two arteries carries ${COUNT[artery.clips]}; the other and the duct are bare.`,
        `${capital(COUNT[artery.clips])} can be inspected on the first artery, with the second and the ${kind} duct free beside it.`,
      ];
    }
    return [
      `The artery carries ${COUNT[artery.clips]}, and the bare duct can be followed beside it.`,
      `Both structures are bare, the artery with ${COUNT[artery.clips]}, and ${liver} is seen through the windows.`,
      `${capital(COUNT[artery.clips])} on the artery can be inspected from tip to tip; the ${kind} duct is still without any.`,
    ];
  }
  if (duct.clips > 0) {
    return [
      `${capital(COUNT[duct.clips])} can be seen on the duct, and the ${vesselOf(procedure)} can be followed on to the gallbladder.`,
      `The duct is clipped (${COUNT[duct.clips]}) and the ${vesselOf(procedure)} can be told from it all along.`,
      `Of the two structures the duct already carries ${COUNT[duct.clips]}.`,
    ].slice(0, procedure.artery === "double" ? 2 : 3);
  }
  return procedure.artery === "double"
    ? [
        "One duct and two arteries enter the gallbladder, and each has been followed to its wall.",
        `Three structures, a duct and two arteries, cross the window in front of ${liver}.`,
      ]
    : [
        `Two structures only are seen to enter the gallbladder, with ${liver} showing through the windows.`,
        "The triangle is cleared of fat, and exactly two structures run to the gallbladder.",
        `Duct and artery stand bare before ${liver}, and the lower part of the bed is exposed.`,
        `The ${kind} duct and the artery are free all round over a sufficient length.`,
      ];
}

function verdict(scene: SceneFacts, state: ClippingState, sight: Sight): string[] {
  const spoilt = hindranceOf(scene);
  if (spoilt) {
    return spoilt.remarks.flatMap((remark) => [
      `Still, ${remark}, and exposure wants clearing before the jaws are closed.`,
      `${capital(remark)}: exposure is fair, not good.`,
      `Exposure would be good if it were not that ${remark}.`,
    ]);
  }
  if (scene.traction === "slack") {
    return [
      "Traction has slackened, so that exposure is only just sufficient.",
      "The neck hangs loosely, which shortens the segment that can be seen.",
      "More lateral pull would show the far side better; exposure is fair.",
    ];
  }
  if (state.instrument === "scissors") {
    return [
      "The clips and what lies beyond them are in view: exposure is sufficient to divide.",
      "Exposure is good, and there is nothing behind the blades.",
      "Both blades and all clips are in sight, as they have to be.",
      "The segment between the clips is open to view from end to end.",
      ...(sight.entry
        ? [`The scissors come ${sight.entry} and meet nothing on the way; exposure suffices to cut.`]
        : []),
    ];
  }
  if (state.artery.clips === 0 && state.duct.clips === 0 && !state.artery.divided) {
    return [
      "The critical view of safety is complete.",
      "This satisfies the critical view of safety, and exposure is very good.",
      "Exposure meets what the critical view demands.",
      "All that the critical view asks for can be checked off.",
      "With firm lateral traction the view is as good as it gets.",
    ];
  }
  return [
    "Steady traction keeps the segment straight, and exposure is sufficient for clips.",
    "The room on either side is enough for the applier’s jaws.",
    "The view is dry and open; exposure is very good.",
    "Nothing overlies the part that matters, so that exposure suffices.",
    "The structures are held apart by firm traction, and exposure leaves nothing to wish for.",
    `With the grasper pulling ${sight.grasper.replace("from", "towards")}, the segment is straight and exposure good.`,
    ...(sight.entry && state.instrument
      ? [`The ${state.instrument} has a free way in ${sight.entry}, and exposure suffices.`]
      : []),
  ];
}

function risk(scene: SceneFacts, state: ClippingState, { danger }: Sight): string[][] {
  const { procedure } = scene;
  const at = structureNext(state);
  const cutting = state.instrument === "scissors" || state[at].clips === 3;
  const common = procedure.commonDuct === "hidden" ? "the unseen common bile duct" : "the common bile duct";
  if (cutting) {
    return at === "duct"
      ? [
          [
            "A cut too near the paired clips leaves no cuff, and they slip.",
            `Pulling while cutting tents ${common} ${danger} into the blades.`,
            "Blades whose tips are not seen may catch what lies behind the duct.",
            ...(procedure.clips === "titanium"
              ? ["Current used to divide the duct is led through the metal clips into the stump."]
              : ["A polymer clip that is not locked opens under the blades."]),
          ],
          [
            ...(procedure.duct === "short"
              ? [`In a short duct the temptation is to cut towards ${common} ${danger}.`]
              : []),
            ...(procedure.duct === "wide" ? ["A clip that does not span the wide duct leaks."] : []),
            ...(procedure.duct === "low"
              ? [
                  `A long, low duct lies against the hepatic duct, and the blades against ${common} ${danger}.`,
                ]
              : []),
            "A leak shows only days afterwards.",
            `Once more it should be certain that this is not ${common}.`,
            "A stone pushed into the stump is easily left behind.",
          ],
        ]
      : [
          [
            "An artery cut before its clips are known to be closed bleeds into the triangle.",
            "A clip that holds only part of the artery lets go after the cut.",
            "The blades may reach the duct that lies below the artery.",
            `Clipping blindly to stop a bleeding stump injures the right hepatic duct or ${common} ${danger}.`,
          ],
          {
            apart: [
              "A posterior branch may still be uncut.",
              "It should have been followed on to the gallbladder’s wall.",
            ],
            close: [
              "Duct and artery are so close here that one cut may take both.",
              "The duct just beneath must be out of the blades.",
            ],
            branching: [
              "Beyond the fork a second branch needs clips of its own.",
              "The deep branch may have escaped the clips.",
            ],
            double: [
              "The second artery still carries blood to the same field.",
              "One of the two may belong to the liver.",
            ],
            crossing: [
              "An artery that crosses the duct may be bound for the liver.",
              "Behind this artery lies the duct.",
            ],
          }[procedure.artery],
        ];
  }
  if (at === "duct") {
    return [
      [
        `A clip set too far ${danger}, under strong pull, nips the tented common bile duct.`,
        `The nearer to ${common} ${danger}, the likelier a clip narrows it.`,
        "A clip with its far tip out of sight may hold more than the duct.",
        "If there is any doubt that this is the cystic duct and not the common one, no clip should be set.",
        `An overlong bite of the clip’s jaws reaches towards ${common} ${danger}.`,
      ],
      [
        ...(procedure.duct === "short" ? ["The short duct hardly has room for three clips."] : []),
        ...(procedure.duct === "wide"
          ? [
              "A wide duct may after all be the common one.",
              "On a wide duct an ordinary clip does not close.",
            ]
          : []),
        ...(procedure.duct === "low"
          ? ["Low insertion means that cystic and hepatic duct share a wall for a while."]
          : []),
        ...(procedure.duct === "long" ? ["A spare length of duct is no reason to clip far down."] : []),
        "Clips that cross each other do not close.",
        "A stone in the duct keeps the clip from closing.",
      ],
    ];
  }
  return [
    {
      apart: [
        "The vessel may be the right hepatic artery looping low: follow it on to the gallbladder’s wall before it is clipped.",
        "A clip on an artery that goes on to the liver costs the liver its supply.",
        "High in the triangle the right hepatic artery is mistaken for the cystic.",
      ],
      close: [
        "A clip meant for the artery alone may take a fold of the duct’s wall with it.",
        "Artery and duct are so near each other that the far tip of the clip may lie on the duct.",
        "Where the two touch, the clip’s tips must be seen between them.",
      ],
      branching: [
        "Clipped beyond its fork, the artery bleeds from the other branch.",
        "The deep branch hides behind the front one and has to be clipped as well.",
        "A clip across the fork itself does not hold.",
      ],
      double: [
        "Clipping one artery and forgetting the other ends in bleeding at the bed.",
        "The second artery may be an aberrant vessel to the liver and should not be clipped unproven.",
        "With two arteries the count of structures is three, and none may be taken for granted.",
      ],
      crossing: [
        "This artery crosses the duct and may run on to the liver: prove that it ends in the gallbladder.",
        "A clip across the crossing may take artery and duct together.",
        "In front of the duct the artery is easily torn by the applier’s jaw.",
      ],
    }[procedure.artery],
    [
      `Its neighbour ${danger} is the bile duct.`,
      `An instrument that slips ${danger} meets ${common}.`,
      "A partly closed clip cuts instead of holding.",
      "An artery torn here bleeds, and bleeding tempts one to clip blindly.",
      "Dissecting further than the clips require devascularises the duct.",
      "A clip on the artery must not rest on the duct.",
    ],
  ];
}
