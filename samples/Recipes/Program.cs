using Pai.Jobs;
using Recipes;

using var cancel = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    cancel.Cancel();
};

try
{
    if (args is ["tokenize", var corpus, var tokens])
    {
        await FromPython.RunAsync(corpus, tokens);
        return 0;
    }

    await using var session = PaiSession.CreateDefault();
    return args switch
    {
        ["sweep", var ledger] => await Sweep.RunAsync(session, ledger, count: 100, cancel.Token),
        ["sweep", var ledger, var count] => await Sweep.RunAsync(session, ledger, int.Parse(count), cancel.Token),
        ["pipeline", var text] => await Pipeline.RunAsync(session, text, cancel.Token),
        ["files", var location] => await FilesOfAPrefix.RunAsync(session, location, cancel.Token),
        ["nightly", var date] => await Nightly.RunAsync(session, DateOnly.Parse(date), cancel.Token),
        _ => Usage(),
    };
}
catch (OperationCanceledException e)
{
    Console.Error.WriteLine(e.Message);
    return 130;
}
catch (PaiException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static int Usage()
{
    Console.Error.WriteLine("sweep LEDGER [COUNT] | pipeline TEXT_FILE | files FOLDER_OR_PREFIX | nightly DATE | tokenize CORPUS TOKENS");
    return 2;
}
