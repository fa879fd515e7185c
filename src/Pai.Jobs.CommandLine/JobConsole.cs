using System.Runtime.InteropServices;
using System.Text.Json;
using Pai.Jobs.Internal.Running;

namespace Pai.Jobs.CommandLine;

/// <summary>Runs a job that is ready with its log, Ctrl+C and JSON, and gives the exit code. The tool runs job files with it.</summary>
internal static class JobConsole
{
    /// <summary>The longest time of a timer.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(49);

    /// <summary>Submits the job and waits for its end.</summary>
    /// <param name="job">The job.</param>
    /// <param name="session">Where to run it.</param>
    /// <param name="options">The options of the run.</param>
    /// <param name="isJson">True to write the job as JSON to standard output at its end, and its log to standard error.</param>
    /// <param name="timeout">The longest wait, from the submission on; null for none.</param>
    public static async Task<int> RunAsync(RunnableJob job, PaiSession session, RunOptions options, bool isJson, TimeSpan? timeout)
    {
        JobRun? run = null;
        using var limit = new CancellationTokenSource();
        using var interrupt = new Interrupt(session.Backend, () => Volatile.Read(ref run));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, interrupt.Token);
        var own = options with { CtrlC = CtrlCBehavior.Ignore, LogWriter = isJson ? Console.Error : options.LogWriter };
        try
        {
            var done = await job.RunAsync(session, own, Submitted, either.Token).ConfigureAwait(false);
            WriteEnd(done.Info, session, isJson, [.. done.Tries.Select(t => t.Info)]);
            return ExitCodes.Success;
        }
        catch (JobFailedException e)
        {
            WriteEnd(e.Info, session, isJson, e.Tries);
            await Console.Error.WriteLineAsync($"error: {e.Message}").ConfigureAwait(false);
            return ExitCodes.JobFailed;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            var timedOut = limit.IsCancellationRequested && !interrupt.Token.IsCancellationRequested;
            if (isJson && Volatile.Read(ref run) is { } left) WriteEnd(left.Info, session, isJson: true, []);
            var message = await EndWaitAsync(Volatile.Read(ref run), interrupt.IsToStop, timedOut).ConfigureAwait(false);
            await Console.Error.WriteLineAsync(message).ConfigureAwait(false);
            return timedOut ? ExitCodes.TimedOut : ExitCodes.Interrupted;
        }

        void Submitted(JobRun submitted)
        {
            // The wait begins with the first try.
            if (Interlocked.Exchange(ref run, submitted) is null && timeout is { } time)
                limit.CancelAfter(time < s_longest ? time : s_longest);
        }
    }

    /// <summary>Submits the job, and tells its id; in JSON, all that is known of it.</summary>
    public static async Task<int> SubmitAsync(
        RunnableJob job, PaiSession session, RunOptions options, bool isJson, CancellationToken cancellationToken)
    {
        var run = await job.SubmitAsync(session, options, cancellationToken).ConfigureAwait(false);
        await Console.Error.WriteLineAsync($"Job {run.Name} runs on the {session.Backend.Name} backend. {run.ConsoleUrl}".TrimEnd())
            .ConfigureAwait(false);
        if (isJson) WriteEnd(run.Info, session, isJson: true, []);
        else await Console.Out.WriteLineAsync(run.Id).ConfigureAwait(false);
        return ExitCodes.Success;
    }

    /// <summary>Writes what submitting would send; the exit code says whether it may be submitted.</summary>
    public static async Task<int> PlanAsync(
        RunnableJob job, PaiSession session, RunOptions options, bool isJson, CancellationToken cancellationToken)
    {
        var plan = await job.PlanAsync(session, options, cancellationToken).ConfigureAwait(false);
        await Console.Out.WriteLineAsync(isJson ? plan.ToJson() : plan.ToString()).ConfigureAwait(false);
        return plan.Problems.Count == 0 ? ExitCodes.Success : ExitCodes.Usage;
    }

    private static void WriteEnd(JobInfo job, PaiSession session, bool isJson, IReadOnlyList<JobInfo> tries)
    {
        if (isJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(JobJson.Of(job, session), CommandLineJson.Readable.JobJson));
            return;
        }

        Console.Error.WriteLine($"Job {job.Name} ({job.Id}): {job.Status}");
        foreach (var (name, location) in job.Outputs ?? new Dictionary<string, DataLocation>())
            Console.Error.WriteLine($"  {name}: {location}");
        if (session.CostOf(job) is { } cost) Console.Error.WriteLine($"  cost: {cost}");
        if (tries.Count > 1 && RunCost.OfTries(tries, session.Backend.Context) is { } total)
            Console.Error.WriteLine($"  cost of {tries.Count} tries: {total.Amount?.ToString() ?? total.ToString()}");
    }

    private static async Task<string> EndWaitAsync(JobRun? run, bool isToStop, bool timedOut)
    {
        if (run is null) return "Interrupted before the job was submitted.";
        var reason = timedOut ? "The time limit of the wait has passed" : "The wait is over";
        if (run.Status.HasResult()) return $"{reason}; no job runs. The last try was {run.Name} ({run.Id}): {run.Status}.";
        if (!isToStop)
        {
            return $"{reason}; job {run.Name} ({run.Id}) continues.";
        }

        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await run.StopAsync(patience.Token).ConfigureAwait(false);
            return $"Job {run.Name} ({run.Id}) was asked to stop.";
        }
        catch (Exception e) when (e is PaiException or OperationCanceledException)
        {
            return $"Job {run.Name} ({run.Id}) could not be stopped, and may still run: {e.Message}";
        }
    }

    /// <summary>
    /// The first Ctrl+C: a person is asked; without one, a job on this machine is stopped, and one elsewhere continues. The second one ends
    /// the program.
    /// </summary>
    private sealed class Interrupt : IDisposable
    {
        private readonly CancellationTokenSource _cancel = new();
        private readonly PosixSignalRegistration _interrupt;
        private readonly PosixSignalRegistration _terminate;
        private readonly JobBackend _backend;
        private readonly Func<JobRun?> _run;
        private int _presses;
        private int _terminations;

        public Interrupt(JobBackend backend, Func<JobRun?> run)
        {
            (_backend, _run) = (backend, run);
            _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt);
            _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnTerminate);
        }

        public CancellationToken Token => _cancel.Token;

        public bool IsToStop { get; private set; }

        public void Dispose()
        {
            _interrupt.Dispose();
            _terminate.Dispose();
            _cancel.Dispose();
        }

        /// <summary>A service or a container ends: there is no person to ask.</summary>
        private void OnTerminate(PosixSignalContext context)
        {
            if (Interlocked.Increment(ref _terminations) > 1) return;
            context.Cancel = true;
            _ = Task.Run(() => EndAsync(_backend.CtrlC == CtrlCBehavior.StopJob));
        }

        private void OnInterrupt(PosixSignalContext context)
        {
            if (Interlocked.Increment(ref _presses) > 1) return;
            context.Cancel = true;
            // Not on the thread of the signal: it has to be free for the next one.
            _ = Task.Run(DecideAsync);
        }

        private async Task DecideAsync()
        {
            var stops = _backend.CtrlC == CtrlCBehavior.StopJob;
            if (_run() is { } run && !Console.IsInputRedirected && !Console.IsErrorRedirected)
            {
                var answer = await AskAsync(run).ConfigureAwait(false);
                if (answer == 'c')
                {
                    Interlocked.Exchange(ref _presses, 0);
                    return;
                }

                stops = answer == 's';
            }

            await EndAsync(stops).ConfigureAwait(false);
        }

        /// <summary>The first letter of the answer: <c>s</c>, <c>l</c> or <c>c</c>.</summary>
        private static async Task<char> AskAsync(JobRun run)
        {
            while (true)
            {
                await Console.Error.WriteAsync($"\nJob {run.Name}: [s]top it, [l]eave it running, or [c]ontinue to wait? ")
                    .ConfigureAwait(false);
                var answer = (await Console.In.ReadLineAsync().ConfigureAwait(false) ?? "c").Trim();
                if (answer.Length == 0) return 'c';
                if (char.ToLowerInvariant(answer[0]) is 's' or 'l' or 'c') return char.ToLowerInvariant(answer[0]);
            }
        }

        private async Task EndAsync(bool stops)
        {
            IsToStop = stops;
            await _cancel.CancelAsync().ConfigureAwait(false);
        }
    }
}
