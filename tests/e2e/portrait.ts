import type { BrowserContext } from 'playwright/test';

/** Gives a person's browser a drawn camera instead of the fake one's test pattern. */
export async function sitForPortrait(context: BrowserContext, hue: number): Promise<void> {
  await context.addInitScript(drawnCamera, hue);
}

/** In the page: a still portrait that breathes, as a 720p camera, and a quiet microphone. */
function drawnCamera(hue: number): void {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [1280, 720];
  const paint = canvas.getContext('2d');
  const disc = (x: number, y: number, radius: number, colour: string) => {
    if (!paint) return;
    paint.fillStyle = colour;
    paint.beginPath();
    paint.arc(x, y, radius, 0, Math.PI * 2);
    paint.fill();
  };
  const draw = () => {
    if (!paint) return;
    const wall = paint.createLinearGradient(0, 0, 1280, 720);
    wall.addColorStop(0, `hsl(${hue} 26% 36%)`);
    wall.addColorStop(1, `hsl(${hue + 40} 30% 17%)`);
    paint.fillStyle = wall;
    paint.fillRect(0, 0, 1280, 720);
    const breath = Math.sin(performance.now() / 900) * 6;
    disc(640, 940 + breath, 380, `hsl(${hue} 30% 60%)`);
    disc(640, 330 + breath / 2, 140, `hsl(${hue} 34% 74%)`);
  };
  draw();
  setInterval(draw, 100);
  navigator.mediaDevices.getUserMedia = async (constraints = {}) => {
    const stream = constraints.video ? canvas.captureStream(10) : new MediaStream();
    if (constraints.audio) {
      // As quiet as a room: silence down to the last bit would be told as a fault.
      const context = new AudioContext();
      const room = context.createMediaStreamDestination();
      const hum = new OscillatorNode(context, { frequency: 50 });
      hum.connect(new GainNode(context, { gain: 0.0005 })).connect(room);
      hum.start();
      document.addEventListener('pointerdown', () => void context.resume(), { once: true });
      for (const track of room.stream.getAudioTracks()) stream.addTrack(track);
    }
    for (const track of stream.getTracks()) {
      const label = track.kind === 'video' ? 'Built-in camera' : 'Desk microphone';
      Object.defineProperty(track, 'label', { value: label });
    }
    return stream;
  };
}

/** Gives a person's browser a drawn document to share instead of the fake screen's test pattern. */
export async function showDocument(context: BrowserContext): Promise<void> {
  await context.addInitScript(drawnScreen);
}

/** In the page: a text in a window, whose caret blinks, as a screen of 1920 x 1080 without sound. */
function drawnScreen(): void {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [1920, 1080];
  const paint = canvas.getContext('2d');
  const draw = () => {
    if (!paint) return;
    const bar = (x: number, y: number, width: number, height: number, colour: string) => {
      paint.fillStyle = colour;
      paint.fillRect(x, y, width, height);
    };
    bar(0, 0, 1920, 1080, '#dfe6e4');
    bar(160, 70, 1600, 940, '#ffffff');
    bar(160, 70, 1600, 56, '#c9d3d0');
    paint.fillStyle = '#12191b';
    paint.font = '600 56px sans-serif';
    paint.fillText('What we agreed on', 260, 240);
    paint.font = '30px sans-serif';
    const lines = [
      'The room opens on the network that everybody is on already.',
      'Nobody needs an account, and nothing leaves the house.',
      'Whoever comes late sees the screen that is shared.',
      'Letters stay sharp, also on a wall of pixels.',
    ];
    for (const [index, line] of lines.entries()) paint.fillText(line, 260, 340 + index * 64);
    if (performance.now() % 1000 < 500) bar(260, 570, 3, 40, '#0a7a5d');
  };
  draw();
  setInterval(draw, 100);
  navigator.mediaDevices.getDisplayMedia = async () => canvas.captureStream(10);
}
