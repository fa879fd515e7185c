// Does with PAI-DLC what a generated client does, and prints what came of it as JSON.
'use strict';
const OpenApi = require('@alicloud/openapi-client');
const Util = require('@alicloud/tea-util');

const endpoint = new URL(process.env.EMULATOR_ENDPOINT).host;
const connect = (changes) => new OpenApi.default(new OpenApi.Config({
  accessKeyId: process.env.EMULATOR_KEY_ID,
  accessKeySecret: process.env.EMULATOR_KEY_SECRET,
  securityToken: process.env.EMULATOR_TOKEN || undefined,
  endpoint,
  protocol: 'HTTP',
  ...changes,
}));
const client = connect({});

async function call(action, method, pathname, { query, body, version = '2020-12-03', by = client } = {}) {
  const params = new OpenApi.Params({
    action, version, protocol: 'HTTP', pathname, method, authType: 'AK', style: 'ROA', reqBodyType: 'json', bodyType: 'json',
  });
  const request = new OpenApi.OpenApiRequest({ headers: {}, query, body });
  return (await by.callApi(params, request, new Util.RuntimeOptions({ autoretry: false }))).body;
}

async function failure(promise) {
  try {
    await promise;
    return 'none';
  } catch (e) {
    return `${e.statusCode} ${e.code}`;
  }
}

// Runs a job on the emulator's machine, with a mount; what it has written is the test's to look at.
async function run(job) {
  const mount = { Uri: 'oss://acme.oss-cn-hangzhou-internal.aliyuncs.com/out/', MountPath: '/ml/output/out/', MountAccess: 'RW' };
  const body = { ...job, DisplayName: 'run', UserCommand: 'echo "$RANK" | tee /ml/output/out/rank', DataSources: [mount] };
  const { JobId: id } = await call('CreateJob', 'POST', '/api/v1/jobs', { body });
  for (;;) {
    const { Status: status } = await call('GetJob', 'GET', `/api/v1/jobs/${id}`);
    if (['Succeeded', 'Failed', 'Stopped'].includes(status)) {
      return [status, (await call('GetPodLogs', 'GET', `/api/v1/jobs/${id}/pods/${id}-worker-0/logs`)).Logs];
    }
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

async function main() {
  const result = {};
  const tags = { k: 'v w!\'()*~\u4e2d' };
  const job = {
    DisplayName: 'from-node',
    JobType: 'PyTorchJob',
    UserCommand: 'echo \u4e2d',
    JobSpecs: [{ Type: 'Worker', Image: 'registry.example.com/a:1', PodCount: 1, EcsSpec: 'ecs.c6.large' }],
    Settings: { Tags: tags },
  };
  const { JobId: id } = await call('CreateJob', 'POST', '/api/v1/jobs', { body: job });
  const found = await call('GetJob', 'GET', `/api/v1/jobs/${id}`);
  result.got = [found.JobId === id, found.Status, found.UserCommand, found.Settings.Tags.k === tags.k];
  const query = { DisplayName: 'FROM-', Tags: JSON.stringify(tags), PageSize: '5' };
  const list = await call('ListJobs', 'GET', '/api/v1/jobs', { query });
  result.listed = [list.TotalCount, list.Jobs[0].JobId === id];
  result.logs = (await call('GetPodLogs', 'GET', `/api/v1/jobs/${id}/pods/${id}-worker-0/logs`)).Logs;
  const metrics = { MetricType: 'CpuCoreUsage', TimeStep: '1m' };
  result.metrics = (await call('GetJobMetrics', 'GET', `/api/v1/jobs/${id}/metrics`, { query: metrics })).PodMetrics[0].Metrics[0].Value;
  result.terminal = await failure(call('GetWebTerminal', 'GET', `/api/v1/jobs/${id}/pods/${id}-worker-0/webterminal`));
  await call('UpdateJob', 'PUT', `/api/v1/jobs/${id}`, { body: { Description: 'changed' } });
  const tagged = { RegionId: 'cn-hangzhou', ResourceType: 'Job', ResourceId: [id], Tag: [{ Key: 'more', Value: '1' }] };
  await call('TagResources', 'POST', '/api/v1/tags', { body: tagged });
  const quoted = { query: { Description: 'CHANGED', Tags: JSON.stringify({ more: '1' }), PaymentType: 'PostPaid' } };
  result.changed = (await call('ListJobs', 'GET', '/api/v1/jobs', quoted)).TotalCount;
  const specs = (await call('ListEcsSpecs', 'GET', '/api/v1/ecsspecs', { query: { InstanceTypes: 'ecs.c6.large' } })).EcsSpecs;
  result.specs = specs.map((spec) => `${spec.InstanceType} ${spec.Cpu} ${spec.IsAvailable}`);
  result.early = await failure(call('DeleteJob', 'DELETE', `/api/v1/jobs/${id}`));
  result.stopped = (await call('StopJob', 'POST', `/api/v1/jobs/${id}/stop`)).JobId === id;
  result.again = await failure(call('StopJob', 'POST', `/api/v1/jobs/${id}/stop`));
  result.deleted = (await call('DeleteJob', 'DELETE', `/api/v1/jobs/${id}`)).JobId === id;
  result.gone = await failure(call('GetJob', 'GET', `/api/v1/jobs/${id}`));
  result.wrong = await failure(call('ListJobs', 'GET', '/api/v1/jobs', { by: connect({ accessKeySecret: 'wrong' }) }));
  const images = { query: { Verbose: 'true' }, version: '2021-02-04' };
  result.images = (await call('ListImages', 'GET', '/api/v1/images', images)).Images.map((image) => image.Name);
  const sets = { query: { Name: 'CORP' }, version: '2021-02-04' };
  const [set] = (await call('ListDatasets', 'GET', '/api/v1/datasets', sets)).Datasets;
  const { Uri } = await call('GetDataset', 'GET', `/api/v1/datasets/${set.DatasetId}`, { version: '2021-02-04' });
  result.datasets = [set.DatasetId, Uri];
  if (process.env.EMULATOR_RUNS) result.ran = await run(job);
  process.stdout.write(JSON.stringify(result));
}

main().catch((e) => {
  process.stderr.write(`${e.stack}\n`);
  process.exit(1);
});
