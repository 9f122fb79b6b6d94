import { galleryIsOpen } from "@/lib/env";

/** Stands in for an operative field: the gallery has no database, and so no frame. */
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="540" viewBox="0 0 960 540">
<defs>
<radialGradient id="field" cx="0.5" cy="0.45" r="0.65"><stop offset="0" stop-color="#b3563f"/><stop offset="0.7" stop-color="#7c2f28"/><stop offset="1" stop-color="#2b0d0d"/></radialGradient>
<linearGradient id="gallbladder" x2="0.6" y2="1"><stop offset="0" stop-color="#9db08d"/><stop offset="1" stop-color="#5c6f55"/></linearGradient>
</defs>
<rect width="960" height="540" fill="url(#field)"/>
<path d="M0 0H960V150C760 60 610 190 430 130C270 80 130 190 0 120Z" fill="#5f1f1d"/>
<path d="M90 110C230 70 330 180 420 250C470 290 440 350 380 340C250 320 60 280 50 190C48 150 60 120 90 110Z" fill="url(#gallbladder)"/>
<path d="M430 300C500 340 560 350 640 430" fill="none" stroke="#c9b37e" stroke-width="26" stroke-linecap="round"/>
<path d="M700 120C690 260 660 380 630 540" fill="none" stroke="#a9905f" stroke-width="44"/>
<path d="M690 210C600 220 520 250 440 270" fill="none" stroke="#d98a75" stroke-width="12" stroke-linecap="round"/>
<path d="M420 400C520 470 600 480 760 420C850 390 900 430 960 410V540H380Z" fill="#d8b461" opacity="0.85"/>
</svg>`;

export function GET(): Response {
  if (!galleryIsOpen()) return new Response(null, { status: 404 });
  return new Response(PICTURE, { headers: { "content-type": "image/svg+xml" } });
}
