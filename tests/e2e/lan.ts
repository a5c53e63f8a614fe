import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const elsewhere = fileURLToPath(new URL('elsewhere.mjs', import.meta.url));
let made = 0;

/**
 * A network of its own inside this machine: computers in network namespaces, joined by a switch,
 * with no way out. Needs root and iproute2 (ip-netns(8)).
 */
export class Lan {
  readonly #id = newId();
  readonly #namespaces: string[] = [];
  /** Where a computer's cable ends in the switch of a network. */
  readonly #sockets = new Map<string, string>();
  readonly #folder = mkdtempSync(join(tmpdir(), 'parley-lan-'));

  /** Why there can be none here, or undefined when there can. */
  static get obstacle(): string | undefined {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux';
    try {
      // Some containers have root without the right to make namespaces.
      const probe = `parley-${newId()}-probe`;
      ip('netns', 'add', probe);
      ip('netns', 'delete', probe);
      return undefined;
    } catch {
      return 'needs the right to make network namespaces, and iproute2';
    }
  }

  /**
   * Plugs computers, old and new ones, into one more switch. On network 77 the first of them has the
   * address 10.77.0.1, the next one 10.77.0.2, and so on.
   */
  connect(network: number, computers: readonly string[]): void {
    const hub = this.#add(`switch${network}`);
    ip('-n', hub, 'link', 'add', 'br0', 'type', 'bridge');
    ip('-n', hub, 'link', 'set', 'br0', 'up');
    for (const [index, computer] of computers.entries()) {
      const namespace = this.#add(computer);
      const [socket, plug] = [`port${index}`, `eth${network}`];
      this.#sockets.set(`${network} ${computer}`, socket);
      ip('-n', hub, 'link', 'add', socket, 'type', 'veth', 'peer', plug, 'netns', namespace);
      ip('-n', hub, 'link', 'set', socket, 'master', 'br0', 'up');
      // Without an IPv6 address of its own, which would come seconds later: Chromium then drops the
      // requests that are under way, since the network has changed.
      ip('-n', namespace, 'link', 'set', plug, 'addrgenmode', 'none');
      ip('-n', namespace, 'address', 'add', `10.${network}.0.${index + 1}/24`, 'dev', plug);
      ip('-n', namespace, 'link', 'set', plug, 'up');
      ip('-n', namespace, 'link', 'set', 'lo', 'up');
    }
  }

  /** Takes a computer's adapter off a network. */
  disconnect(network: number, computer: string): void {
    ip('-n', this.#name(computer), 'link', 'delete', `eth${network}`);
  }

  /** What stands before a command that is to run on a computer. */
  on(computer: string): string[] {
    return ['ip', 'netns', 'exec', this.#name(computer)];
  }

  /** A program that runs another one on a computer, for those who want one file to start. */
  launcher(computer: string, program: string): string {
    return this.#script(computer, [...this.on(computer), program]);
  }

  /** The same for a program that is debugged over its loopback, such as the desktop app. */
  debuggedLauncher(computer: string, program: string): string {
    const command = [process.execPath, elsewhere, 'here', this.#name(computer), program];
    return this.#script(`${computer}-debugged`, command);
  }

  /** From now on no UDP leaves the computer, as behind a strict firewall. */
  blockUdp(computer: string): void {
    ip('-n', this.#name(computer), 'rule', 'add', 'priority', '1', 'ipproto', 'udp', 'prohibit');
  }

  /** Loses every packet to and from a computer on a network from now on, and tells nobody. */
  silence(network: number, computer: string): void {
    ip(
      '-n',
      this.#name(`switch${network}`),
      'link',
      'set',
      this.#socket(network, computer),
      'nomaster',
    );
  }

  /** Ends the silence. */
  restore(network: number, computer: string): void {
    const hub = this.#name(`switch${network}`);
    ip('-n', hub, 'link', 'set', this.#socket(network, computer), 'master', 'br0');
  }

  #socket(network: number, computer: string): string {
    const socket = this.#sockets.get(`${network} ${computer}`);
    if (!socket) throw new Error(`${computer} is not on network ${network}`);
    return socket;
  }

  /** Takes all of it down, also where a part of it cannot be. */
  close(): void {
    const failures: unknown[] = [];
    for (const namespace of this.#namespaces.splice(0)) {
      try {
        ip('netns', 'delete', namespace);
      } catch (error) {
        failures.push(error);
      }
    }
    rmSync(this.#folder, { recursive: true, force: true });
    if (failures.length > 0) throw new AggregateError(failures, 'a network is left over');
  }

  #script(name: string, command: readonly string[]): string {
    const file = join(this.#folder, name);
    writeFileSync(file, `#!/bin/sh\nexec ${command.map((each) => `'${each}'`).join(' ')} "$@"\n`);
    chmodSync(file, 0o755);
    return file;
  }

  #add(computer: string): string {
    const namespace = this.#name(computer);
    if (this.#namespaces.includes(namespace)) return namespace;
    ip('netns', 'add', namespace);
    this.#namespaces.push(namespace);
    return namespace;
  }

  #name(computer: string): string {
    return `parley-${this.#id}-${computer}`;
  }
}

/** Of this machine's networks no other one has it, of no other process either. */
function newId(): string {
  made += 1;
  return `${process.pid.toString(36)}-${made}`;
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
