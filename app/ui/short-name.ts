/** A colleague's name where there is little room: "M. Ruiz", "S. Okonjo-Reyes"; titles are left out. */
export function shortName(name: string): string {
  const [first = '', ...rest] = name.split(/\s+/).filter((word) => !/^(dr|prof)\.?$/i.test(word))
  return rest.length > 0 ? `${[...first][0]}. ${rest.join(' ')}` : first
}
