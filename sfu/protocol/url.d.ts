// The part of the WHATWG URL standard that browsers and Node share and that this folder uses: it
// runs in both, so neither the DOM's nor Node's types belong here.
declare class URL {
  static canParse(url: string): boolean;
  constructor(url: string);
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly hash: string;
  readonly username: string;
  readonly password: string;
}

declare class URLSearchParams {
  constructor(query: string);
  get(name: string): string | null;
}
