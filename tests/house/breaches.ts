/** What the house forbids and no import shows: names, clocks and chance in the domain, and ways round the types. */
import ts from 'typescript'

const emptyWords = ['util', 'utils', 'helper', 'helpers', 'lib', 'common', 'misc', 'shared', 'service', 'services']
const forbiddenNames = new Set([...emptyWords, 'manager', 'managers'])

/** Sentences about one file of the repository; none when it keeps to the house. `path` is from the top. */
export function breachesOf(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const isPureDomain = path.startsWith('app/domain/') && !/\.test\.tsx?$/.test(path)
  const found = [...breachesOfName(path), ...breachesOfComments(text)]
  if (path.startsWith('app/') && isBarrel(file)) found.push('is a barrel')
  visit(file, (node) => {
    if (isPureDomain) found.push(...breachesOfPurity(node))
    if (/^(app|prisma)\//.test(path)) found.push(...breachesOfPrisma(node))
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push('says any')
    if (replacesModules(node) && !path.endsWith('.alone.test.ts')) found.push('replaces a module, and is not alone')
  })
  return found
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node)
  ts.forEachChild(node, (child) => visit(child, look))
}

function breachesOfName(path: string): string[] {
  const words = path.split(/[/.\-_$]/)
  const found = words.filter((word) => forbiddenNames.has(word.toLowerCase())).map((word) => `is named ${word}`)
  if (/^app\/routes\/.*\.test\.tsx?$/.test(path)) found.push('is a test that would become a route')
  return found
}

function breachesOfComments(text: string): string[] {
  const silenced = /@ts-(ignore|nocheck)/.exec(text)
  return silenced ? [`silences the types with ${silenced[0]}`] : []
}

/** Nothing of its own, only what others made. */
function isBarrel(file: ts.SourceFile): boolean {
  const passedOn = file.statements.filter((statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier)
  const own = file.statements.filter((statement) => !ts.isImportDeclaration(statement))
  return own.length > 0 && passedOn.length === own.length
}

function breachesOfPurity(node: ts.Node): string[] {
  if (ts.isNewExpression(node) && isNamed(node.expression, 'Date') && !node.arguments?.length)
    return ['reads the clock']
  if (ts.isCallExpression(node) && isNamed(node.expression, 'Date')) return ['reads the clock']
  if (isMember(node, 'Date', 'now')) return ['reads the clock']
  if (isMember(node, 'Math', 'random')) return ['leaves it to chance']
  return []
}

function breachesOfPrisma(node: ts.Node): string[] {
  if (ts.isPropertyAssignment(node) && isNamed(node.name, 'include')) return ['says include where select is meant']
  if (ts.isPropertyAccessExpression(node) && node.name.text === '$extends') return ['extends the client']
  return []
}

/** Files of one worker see the same modules: see vitest.config.ts. */
function replacesModules(node: ts.Node): boolean {
  return (
    ts.isCallExpression(node) && (isMember(node.expression, 'vi', 'mock') || isMember(node.expression, 'vi', 'doMock'))
  )
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name
}

/** `object.name` and `object['name']`. */
function isMember(node: ts.Node, object: string, name: string): boolean {
  if (ts.isPropertyAccessExpression(node)) return isNamed(node.expression, object) && node.name.text === name
  if (!ts.isElementAccessExpression(node)) return false
  const { expression, argumentExpression: key } = node
  return isNamed(expression, object) && ts.isStringLiteralLike(key) && key.text === name
}
