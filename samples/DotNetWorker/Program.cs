using DotNetWorker;

return args is ["worker"] ? await Worker.RunAsync() : await Submitter.RunAsync();
