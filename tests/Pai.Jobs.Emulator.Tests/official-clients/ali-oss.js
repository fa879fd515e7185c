// Runs what a user of ali-oss does, and prints what came of it as JSON.
'use strict';
const crypto = require('crypto');
const http = require('http');
const { Readable } = require('stream');
const OSS = require('ali-oss');

const endpoint = new URL(process.env.EMULATOR_ENDPOINT);
const bucket = process.env.EMULATOR_BUCKET;
const isV4 = process.env.EMULATOR_SIGNATURE === 'V4';
const options = {
  endpoint: endpoint.origin,
  region: 'oss-' + process.env.EMULATOR_REGION,
  accessKeyId: process.env.EMULATOR_KEY_ID,
  accessKeySecret: process.env.EMULATOR_KEY_SECRET,
  bucket,
  authorizationV4: isV4,
};
const client = new OSS(options);
const awkward = 'dir/a b+c~d*\u4e2d&<x>\'"%41.txt';

// The same bytes on every run: a linear congruential generator.
function bytes(length, seed) {
  const result = Buffer.alloc(length);
  for (let i = 0; i < length; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    result[i] = seed >> 16;
  }
  return result;
}

const sha = (data) => crypto.createHash('sha256').update(data).digest('hex').slice(0, 16);
const crc = (result) => result.res.headers['x-oss-hash-crc64ecma'];

async function failure(call) {
  try {
    await call();
    return 'none';
  } catch (e) {
    return { status: e.status, code: e.code };
  }
}

// URLs name the service's host: the client makes none for an IP address. The connection is the emulator's.
const signer = new OSS({ ...options, endpoint: `http://oss-${process.env.EMULATOR_REGION}.aliyuncs.com` });

function request(method, url, body = undefined) {
  const target = /^http:\/\/([^/]*)(\/.*)$/.exec(url);
  return new Promise((resolve, reject) => {
    const sent = http.request(
      { host: endpoint.hostname, port: endpoint.port, path: target[2], method, headers: { host: target[1] } },
      (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: answer.statusCode, text: text.startsWith('<?xml') ? /<Code>(.*)<\/Code>/.exec(text)[1] : text });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const url = async (key, method) =>
  isV4 ? signer.signatureUrlV4(method, 60, {}, key) : signer.signatureUrl(key, { method, expires: 60 });

async function service() {
  const buckets = await client.listBuckets();
  await client.putBucket('another-bucket');
  const info = (await client.getBucketInfo(bucket)).bucket;
  const location = await client.getBucketLocation(bucket);
  await client.deleteBucket('another-bucket');
  return {
    buckets: buckets.buckets.map((found) => found.name),
    owner: buckets.owner.id,
    info: [info.Name, info.Location, info.ExtranetEndpoint, info.AccessControlList.Grant],
    location: location.location,
    missing: await failure(() => client.getBucketInfo('missing-bucket')),
  };
}

async function objects() {
  const small = Buffer.from('Hello, world. '.repeat(10));
  const put = await client.put(awkward, small, { meta: { author: 'alice', n: 1 }, headers: { 'Cache-Control': 'no-cache' } });
  const head = await client.head(awkward);
  const get = await client.get(awkward);
  const range = await client.get(awkward, { headers: { Range: 'bytes=7-11' } });
  const lenient = await client.get(awkward, { headers: { Range: 'bytes=100-999' } });
  const meta = await client.getObjectMeta(awkward);
  const copy = await client.copy('copy of/it', awkward);
  const copied = await client.get('copy of/it');
  const stream = await client.putStream('stream', Readable.from([bytes(70000, 1), bytes(70000, 2), bytes(1, 3)]));
  const streamed = await client.get('stream');
  const append = await client.append('log', Buffer.from('one\n'));
  const again = await client.append('log', Buffer.from('two\n'), { position: append.nextAppendPosition });
  await client.putObjectTagging(awkward, { a: '1', b: 'x y' });
  const tags = await client.getObjectTagging(awkward);
  return {
    put: [put.res.status, put.res.headers.etag, crc(put), put.name],
    head: [head.status, head.meta, head.res.headers['content-length'], head.res.headers['cache-control']],
    get: [get.res.status, get.content.equals(small), get.res.headers['content-type'], crc(get)],
    range: [range.res.status, range.content.toString(), range.res.headers['content-range']],
    lenient: [lenient.res.status, lenient.content.length],
    meta: [meta.status, meta.res.headers.etag, meta.res.headers['content-length'], meta.res.headers['x-oss-meta-author']],
    copy: [copy.res.status, copy.data.etag, copied.content.equals(small), copied.res.headers['x-oss-meta-author']],
    stream: [stream.res.status, sha(streamed.content), streamed.content.length, crc(streamed)],
    append: [append.nextAppendPosition, again.nextAppendPosition, (await client.get('log')).content.toString(), crc(again)],
    appendAgain: await failure(() => client.append('log', Buffer.from('x'), { position: 1 })),
    tags: tags.tag,
    notModified: (await client.head(awkward, { headers: { 'If-None-Match': put.res.headers.etag } })).status,
    condition: await failure(() => client.get(awkward, { headers: { 'If-Match': '"0"' } })),
    missing: [await failure(() => client.get('missing')), await failure(() => client.head('missing'))],
    forbidden: await failure(() => client.put(awkward, small, { headers: { 'x-oss-forbid-overwrite': 'true' } })),
  };
}

async function multipart() {
  const data = bytes(350000, 7);
  const upload = await client.multipartUpload('big.bin', data, { partSize: 102400, parallel: 2, meta: { x: 'y' } });
  const get = await client.get('big.bin');
  const parts = await client.initMultipartUpload('parts/it');
  const first = await client.uploadPart('parts/it', parts.uploadId, 1, data, 0, 102400);
  const copied = await client.uploadPartCopy(
    'parts/it', parts.uploadId, 3, '102400-204799', { sourceKey: 'big.bin', sourceBucketName: bucket });
  const listed = await client.listParts('parts/it', parts.uploadId);
  const uploads = await client.listUploads({ 'max-uploads': 10 });
  const incomplete = await failure(() => client.completeMultipartUpload('parts/it', parts.uploadId, [{ number: 2, etag: '"0"' }]));
  const done = await client.completeMultipartUpload(
    'parts/it', parts.uploadId, [{ number: 1, etag: first.etag }, { number: 3, etag: copied.etag }]);
  const aborted = await client.initMultipartUpload('aborted');
  const abort = await client.abortMultipartUpload('aborted', aborted.uploadId);
  return {
    upload: [upload.res.status, upload.etag, upload.name, crc(upload)],
    get: [get.content.equals(data), get.res.headers.etag, get.res.headers['x-oss-object-type'], get.res.headers['x-oss-meta-x'], crc(get)],
    parts: [].concat(listed.parts).map((part) => [part.PartNumber, part.ETag, part.Size, part.HashCrc64ecma]),
    uploads: uploads.uploads.map((found) => found.name),
    incomplete,
    done: [done.res.status, done.etag, (await client.get('parts/it')).content.equals(data.subarray(0, 204800))],
    abort: abort.res.status,
    ended: await failure(() => client.listParts('aborted', aborted.uploadId)),
  };
}

async function lists() {
  const names = ['l/a/1', 'l/a/2', 'l/b', 'l/c/1', 'l/\u4e2d', 'l/z'];
  for (const name of names) await client.put(name, Buffer.from(name));
  const pages = { v1: [], v2: [] };
  for (let marker = null; ; ) {
    const page = await client.list({ prefix: 'l/', delimiter: '/', 'max-keys': 2, ...(marker && { marker }) });
    pages.v1.push([(page.objects || []).map((found) => [found.name, found.size, found.etag]), page.prefixes, page.isTruncated]);
    if (!page.isTruncated) break;
    marker = page.nextMarker;
  }
  for (let token = null; ; ) {
    const page = await client.listV2({ prefix: 'l/', 'max-keys': 4, ...(token && { 'continuation-token': token }), 'fetch-owner': 'true' });
    pages.v2.push([page.objects.map((found) => [found.name, found.type, found.owner.id]), page.prefixes, page.keyCount]);
    if (!page.isTruncated) break;
    token = page.nextContinuationToken;
  }
  const deleted = await client.delete('l/b');
  const again = await client.delete('l/b');
  const multi = await client.deleteMulti(['l/a/1', 'l/a/2', 'l/missing', '<&>']);
  const quiet = await client.deleteMulti(['l/c/1', 'l/z'], { quiet: true });
  const left = await client.listV2({ prefix: 'l/' });
  return {
    ...pages,
    deleted: [deleted.res.status, again.res.status],
    multi: [multi.res.status, multi.deleted.map((found) => found.Key || found)],
    quiet: quiet.res.status,
    left: left.objects.map((found) => found.name),
  };
}

async function signatures() {
  const key = 'signed/a b.txt';
  const put = await request('PUT', await url(key, 'PUT'), 'by a URL');
  const get = await request('GET', await url(key, 'GET'));
  const wrongKey = (await url(key, 'GET')).replace('signed/', 'signes/');
  const sts = new OSS({ ...options, accessKeyId: process.env.EMULATOR_STS_ID, stsToken: process.env.EMULATOR_STS_TOKEN });
  const stolen = new OSS({ ...options, accessKeyId: process.env.EMULATOR_STS_ID, stsToken: 'wrong' });
  return {
    put: [put.status, (await client.get(key)).content.toString()],
    get: [get.status, get.text],
    otherMethod: await request('DELETE', await url(key, 'GET')),
    otherKey: await request('GET', wrongKey),
    anonymous: await request('GET', (await url(key, 'GET')).split('?')[0]),
    wrongSecret: await failure(() => new OSS({ ...options, accessKeySecret: 'wrong' }).get(key)),
    wrongId: await failure(() => new OSS({ ...options, accessKeyId: 'wrong' }).get(key)),
    session: (await sts.get(key)).content.toString(),
    wrongToken: await failure(() => stolen.get(key)),
  };
}

async function crossOver() {
  // What another client stored, and what it will read.
  const theirs = await client.get('from-dotnet/\u4e2d a+b.bin');
  const parts = await client.get('from-dotnet/parts');
  await client.put('from-node/\u4e2d a+b.bin', theirs.content);
  await client.multipartUpload('from-node/parts', parts.content, { partSize: 102400 });
  return {
    read: [theirs.content.length, sha(theirs.content), crc(theirs)],
    parts: [parts.content.length, sha(parts.content), crc(parts), parts.res.headers['x-oss-object-type']],
  };
}

async function main() {
  const results = {
    service: await service(),
    objects: await objects(),
    multipart: await multipart(),
    lists: await lists(),
    signatures: await signatures(),
    crossOver: await crossOver(),
  };
  // One line for each result, so that a difference is easy to find.
  const sections = Object.entries(results).map(([section, values]) => {
    const lines = Object.entries(values).map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
    return `  ${JSON.stringify(section)}: {\n${lines.join(',\n')}\n  }`;
  });
  process.stdout.write(`{\n${sections.join(',\n')}\n}\n`);
}

main().catch((e) => {
  process.stderr.write(`${e.stack}\n${e.code || ''} ${e.status || ''} ${JSON.stringify(e.params || {})}\n`);
  process.exit(1);
});
