import { t } from "@/lib/language/t";

/**
 * Calot's triangle as the camera sees it, in outline, with three readers' Go Zones on it. A picture for
 * the door: it stands for no case.
 */
export function FieldDrawing() {
  return (
    <svg aria-hidden viewBox="0 60 720 580" fill="none" className="h-auto max-h-[86dvh] w-full max-w-4xl">
      <g className="stroke-line-strong" strokeWidth="1.4" strokeLinecap="round">
        <path d="M4 168 C 130 108 260 96 400 122 S 620 172 716 130" />
        <path d="M88 256 C 40 326 62 438 158 452 C 226 462 262 436 292 424 C 312 416 330 424 352 434 C 400 456 436 490 474 512 C 490 521 493 532 491 548 L 482 636" />
        <path d="M88 256 C 122 200 204 196 244 258 C 272 302 284 352 322 372 C 372 396 420 432 468 456 C 492 468 502 462 504 438 L 517 160" />
        <path d="M568 162 L 553 430 C 549 500 541 570 534 636" />
      </g>
      <g className="stroke-line" strokeWidth="1.4" strokeLinecap="round">
        <path d="M512 254 C 440 262 366 276 262 288" />
        <path d="M512 266 C 460 272 416 280 372 290 C 348 312 326 322 292 328" />
        <path d="M266 300 C 300 297 330 293 356 290 C 338 304 318 313 286 318" />
      </g>
      <g className="fill-muted" fontSize="14">
        <text x="176" y="98">{t`Liver`}</text>
        <text x="108" y="350">{t`Gallbladder`}</text>
        <text x="318" y="462" transform="rotate(29 318 462)">{t`Cystic duct`}</text>
        <text x="584" y="300">{t`Hepatic duct`}</text>
        <text x="564" y="580">{t`Common bile duct`}</text>
      </g>
      <g strokeWidth="2.25">
        <rect x="366" y="262" width="118" height="116" className="stroke-reference" strokeDasharray="14 7" />
        <rect x="390" y="296" width="108" height="116" className="stroke-you" />
        <rect
          x="322"
          y="238"
          width="92"
          height="104"
          className="stroke-model"
          strokeDasharray="0 5.6"
          strokeLinecap="round"
        />
      </g>
      <g fontSize="13" fontWeight="500">
        <text x="322" y="228" className="fill-model">{t`Model`}</text>
        <text x="484" y="252" textAnchor="end" className="fill-reference">{t`Reference`}</text>
        <text x="490" y="403" textAnchor="end" className="fill-you">{t`You`}</text>
      </g>
    </svg>
  );
}
