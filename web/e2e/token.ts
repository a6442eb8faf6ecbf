export type Role = 'admin' | 'assistant'

export interface Token {
  accessToken: string
  expiresAt: string
}

export async function requestToken(url: string, name: string, role: Role): Promise<Token> {
  const response = await fetch(`${url}/dev/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, role }),
  })
  return (await response.json()) as Token
}
