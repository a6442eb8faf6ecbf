/**
 * Whether a token says that its bearer is no admin. The server decides; but where everybody may read it serves a customer's
 * token as a customer's, so that nothing is refused before the first change is tried. A token that cannot be read says nothing.
 */
export function lacksAdminRole(accessToken: string | undefined): boolean {
  const payload = accessToken?.split('.')[1]
  if (!payload) return false
  try {
    const { roles } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { roles?: string | string[] }
    return ![roles].flat().includes('admin')
  } catch {
    return false
  }
}
