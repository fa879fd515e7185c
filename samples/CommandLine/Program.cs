using Pai.Jobs;

return await PaiJobsApp.RunAsync(args);
