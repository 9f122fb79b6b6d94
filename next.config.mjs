/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run verify` checks types, of tests and commands too; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Native or large, and used on the server alone.
  serverExternalPackages: [
    "@node-rs/argon2",
    "sharp",
    "pg",
    "pdfkit",
    "subset-font",
    "pino",
    "@prisma/client",
    "@prisma/adapter-pg",
    "rate-limiter-flexible",
    "@node-saml/node-saml",
    // Both read certificates by a library that wants reflect-metadata before it: bundled, it came after.
    "@simplewebauthn/server",
    "@peculiar/x509",
    "reflect-metadata",
  ],
  experimental: {
    // Pages are a person's own: nothing of them is kept by the browser's router but for going back.
    staleTimes: { dynamic: 0, static: 30 },
  },
};

export default config;
