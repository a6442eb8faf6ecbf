import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const repository = resolve(import.meta.dirname, '../..')
const assembly = join(repository, 'LiveShop.Local/bin', process.env.CONFIGURATION ?? 'Debug', 'net10.0/LiveShop.Local.dll')

/** Milliseconds until a server has to be up. */
const upWithin = 60_000

/** LiveShop.Local in a process of its own, with an empty shop in a data folder of its own. */
export class LiveShopLocal {
  private process: ChildProcess | undefined
  private dataDirectory = ''
  /** @param address Where it is to listen; by default at a port that the system chooses. */
  constructor(private address = 'http://127.0.0.1:0') {}

  /** Where it listens; the same after a restart. */
  get url(): string {
    return this.address
  }

  /** @param settings Environment variables beside the usual ones. */
  async start(settings: Record<string, string> = {}): Promise<void> {
    this.dataDirectory ||= await mkdtemp(join(tmpdir(), 'liveshop-e2e-'))
    const child = spawn('dotnet', [assembly, '--urls', this.address], {
      env: {
        ...process.env,
        LiveShop__DataDirectory: this.dataDirectory,
        LiveShop__SampleData: 'false',
        LiveShop__BuildPages: 'false',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.process = child
    this.address = await listening(child)
  }

  /** Ends it at once, as a crash would. */
  async kill(): Promise<void> {
    const child = this.process
    this.process = undefined
    if (!child || child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  async dispose(): Promise<void> {
    await this.kill()
    if (this.dataDirectory) await rm(this.dataDirectory, { recursive: true, force: true })
  }
}

function listening(child: ChildProcess): Promise<string> {
  const said: string[] = []
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      child.kill('SIGKILL')
      reject(new Error(`LiveShop.Local ${why}. It said:\n${said.join('\n')}`))
    }
    const timer = setTimeout(() => { fail('did not start in time') }, upWithin)
    const read = (line: string) => {
      said.push(line)
      const url = /Customer\s+(http:\/\/\S+?)\/live\//.exec(line)?.[1]
      if (!url) return
      clearTimeout(timer)
      resolve(url)
    }
    for (const output of [child.stdout, child.stderr]) if (output) createInterface({ input: output }).on('line', read)
    child.once('error', (error) => { fail(`could not be started: ${error.message}`) })
    child.once('exit', (code) => {
      clearTimeout(timer)
      fail(`ended with ${String(code)}`)
    })
  })
}
