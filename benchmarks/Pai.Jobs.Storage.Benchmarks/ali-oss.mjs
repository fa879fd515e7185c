// Makes one transfer with the official client for Node: ali-oss.mjs up|down large|small SERVER FOLDER
// It writes seconds, seconds of CPU, by how many MiB the resident memory grew at most, and the seconds of CPU of what goes before.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const OSS = createRequire(path.join(process.env.MODULES, 'x'))('ali-oss');
const [direction, item, server, folder] = process.argv.slice(2);
const partSize = 6 << 20;
const parallel = 8;
const client = new OSS({
  endpoint: server,
  region: 'oss-cn-hangzhou',
  accessKeyId: 'benchmark',
  accessKeySecret: 'benchmark',
  bucket: 'benchmark',
  authorizationV4: true,
});

const status = (name) => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;

async function forEach(items, action) {
  const rest = items[Symbol.iterator]();
  await Promise.all(Array.from({ length: parallel }, async () => {
    for (const item of rest) await action(item);
  }));
}

async function* list(prefix) {
  for (let token; ;) {
    const page = await client.listV2({ prefix, 'max-keys': 1000, ...(token && { 'continuation-token': token }) });
    yield* (page.objects ?? []).map((found) => found.name);
    token = page.nextContinuationToken;
    if (!page.isTruncated) return;
  }
}

const moves = {
  'up large': (stage) => client.multipartUpload(`up/${stage}/large`, path.join(folder, stage, 'large'), { parallel, partSize }),
  'up small': (stage) => forEach(
    fs.readdirSync(path.join(folder, stage, 'small')),
    (name) => client.put(`up/${stage}/small/${name}`, path.join(folder, stage, 'small', name)),
  ),
  // It has no download in parts: these are its ranges, as many at once as uploads it in parts.
  'down large': async (stage) => {
    const target = path.join(folder, 'out', stage, 'large');
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, '');
    const size = Number((await client.head(`down/${stage}/large`)).res.headers['content-length']);
    const starts = Array.from({ length: Math.ceil(size / partSize) }, (_, i) => i * partSize);
    await forEach(starts, (start) => client.get(
      `down/${stage}/large`,
      fs.createWriteStream(target, { flags: 'r+', start }),
      { headers: { Range: `bytes=${start}-${Math.min(size, start + partSize) - 1}` } },
    ));
  },
  'down small': async (stage) => {
    const target = path.join(folder, 'out', stage, 'small');
    fs.mkdirSync(target, { recursive: true });
    const keys = [];
    for await (const key of list(`down/${stage}/small/`)) keys.push(key);
    await forEach(keys, (key) => client.get(key, path.join(target, path.basename(key))));
  },
};

const cpu = () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;

const move = moves[`${direction} ${item}`];
const [idle, began] = [status('VmRSS'), cpu()];
await move('first');
const [first, start] = [cpu(), process.hrtime.bigint()];
await move('main');
const wall = Number(process.hrtime.bigint() - start) / 1e9;
console.log(wall, cpu() - first, status('VmHWM') - idle, first - began);
process.exit(0);
