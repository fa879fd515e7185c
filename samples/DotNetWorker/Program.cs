using DotNetWorker;

return args is ["worker"] ? Worker.Run() : await Submitter.RunAsync();
