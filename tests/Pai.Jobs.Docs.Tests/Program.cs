using Pai.Jobs.Docs.Tests.Running;

// The process that runs the code of a page, compiled by the tests:
// Pai.Jobs.Docs.Tests page MILLISECONDS ASSEMBLY ... [-- ARGUMENT ...]
// starts each assembly with the arguments, and writes beside it how it ended. None takes longer than the time.
// Pai.Jobs.Docs.Tests job ASSEMBLY
// is the program of a job.
return args switch
{
    ["page", var limit, .. var rest] => await PageHost.RunAsync(rest, limit),
    ["job", var assembly] => PageHost.Start(PageHost.Load(assembly), []),
    _ => 2,
};
