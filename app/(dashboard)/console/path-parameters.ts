/** The names in a path template: `/locks/{id}/unlock` → `["id"]`. */
export function pathParameters(template: string): readonly string[] {
  return [...template.matchAll(/\{([^}]+)\}/g)].flatMap(([, name]) => (name ? [name] : []));
}
