/** The floor's client: the same order of steps as Parley's, with nothing around them. */
import { Device } from 'mediasoup-client';
import { io, type Socket } from 'socket.io-client';

declare global {
  interface Window {
    capture(): Promise<void>;
    /** Joins and resolves with the ms from the call to the first frame of a remote camera. */
    join(options: { publish: boolean; watch: boolean }): Promise<number>;
  }
}

// As Parley's, so that both forward the same.
const cameraEncodings = [
  { scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: 'L1T3' },
  { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T3' },
  { scaleResolutionDownBy: 1, maxBitrate: 1_500_000, scalabilityMode: 'L1T3' },
];

const codecOptions = { videoGoogleStartBitrate: 1_000 };

let local: MediaStream | undefined;

window.capture = async () => {
  local = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: 1280, height: 720, frameRate: 30 },
  });
};

window.join = async ({ publish, watch }) => {
  const start = performance.now();
  const socket = io({ transports: ['websocket'] });
  const [device, routerRtpCapabilities] = await Promise.all([
    Device.factory(),
    socket.emitWithAck('capabilities', 'bench'),
  ]);
  await device.load({ routerRtpCapabilities });
  const answer = await socket.emitWithAck('join', device.recvRtpCapabilities);
  const recv = device.createRecvTransport(answer.recv);
  const send = device.createSendTransport(answer.send);
  for (const transport of [recv, send]) connectOver(socket, transport);
  send.on('produce', ({ kind, rtpParameters }, done) => {
    socket.emitWithAck('produce', send.id, kind, rtpParameters).then((id) => done({ id }));
  });
  const first = watch ? firstFrame() : Promise.resolve(start);
  const consumers = Promise.all(
    answer.consumers.map(async (each: Parameters<typeof recv.consume>[0]) => {
      const consumer = await recv.consume(each);
      show(consumer.track);
    }),
  );
  const ids = answer.consumers.map(({ id }: { id: string }) => id);
  if (ids.length > 0) void socket.emitWithAck('resume', ids);
  await consumers;
  if (publish && local) {
    const [audio] = local.getAudioTracks();
    const [video] = local.getVideoTracks();
    if (audio) {
      await send.produce({ track: audio, codecOptions: { opusFec: true, opusDtx: true } });
    }
    if (video) await send.produce({ track: video, encodings: cameraEncodings, codecOptions });
  }
  return (await first) - start;
};

function connectOver(socket: Socket, transport: ReturnType<Device['createRecvTransport']>): void {
  transport.on('connect', ({ dtlsParameters }, done) => {
    socket.emitWithAck('connectTransport', transport.id, dtlsParameters).then(done);
  });
}

function show(track: MediaStreamTrack): void {
  const element = document.createElement(track.kind === 'audio' ? 'audio' : 'video');
  element.autoplay = true;
  element.srcObject = new MediaStream([track]);
  document.body.append(element);
}

function firstFrame(): Promise<number> {
  return new Promise((resolve) => {
    new MutationObserver(() => {
      document.querySelector('video')?.requestVideoFrameCallback(() => resolve(performance.now()));
    }).observe(document.body, { childList: true });
  });
}
