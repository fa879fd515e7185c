using AotSubmit;
using Pai.Jobs;

// Submits a job to the services at an endpoint: AotSubmit http://127.0.0.1:PORT
await using var session = PaiSession.CreateDefault(builder =>
{
    builder.Region = "cn-hangzhou";
    builder.WorkspaceId = "123456";
    builder.Bucket = "bucket";
    builder.OssEndpoint = args[0];
    builder.Environment = static _ => null;
    builder.Credentials = PaiCredentials.FromAccessKey(new("benchmark-key", "benchmark-secret"));
    builder.UseDlc(new() { Endpoint = args[0], WorkspaceEndpoint = args[0] });
});
try
{
    var run = await new EchoJob().SubmitAsync(session);
    Console.WriteLine(run.Id);
    return 0;
}
catch (PaiException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
