using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.Submitting;

/// <summary>Submits a job with a key: however often and by however many processes it is called, there is one job.</summary>
/// <remarks>
/// The entries of a key are turns: <c>1-intent</c>, <c>1-outcome</c>, <c>2-intent</c>, ... Only the one who writes the intent of a turn may
/// create a job in it, once and soon; all others look for its job. The next turn begins when it is certain that a turn has made no job: its
/// outcome says so, or its intent is so old that no request of its owner is accepted any more, and no job has its marker.
/// </remarks>
internal sealed class SubmitOnce(ISubmitStore store, TimeProvider clock, ILogger logger)
{
    /// <summary>
    /// An intent of this age may be taken over: <see cref="LongestCreate"/>, and the quarter of an hour for which the service takes a
    /// signature, are over.
    /// </summary>
    public static readonly TimeSpan TakeOverAge = TimeSpan.FromMinutes(20);

    /// <summary>How long a job is looked for by its marker: a list may lag behind.</summary>
    public static readonly TimeSpan LookUpTime = TimeSpan.FromSeconds(60);

    /// <summary>How long after its intent a create call may still begin to be sent.</summary>
    public static readonly TimeSpan LongestCreate = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan s_longestClaim = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_longestRecord = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(5);

    private static readonly Action<ILogger, string, Exception?> s_notRecorded = LoggerMessage.Define<string>(
        LogLevel.Warning, new(1101, "SubmitKeyNotRecorded"), "The outcome of the submission {Marker} could not be recorded.");

    /// <returns>The job: a new one, or the one that an earlier submission with the key has made.</returns>
    /// <exception cref="JobException">The key belongs to another content, or to a job that does not exist any more.</exception>
    /// <exception cref="JobSubmissionInDoubtException">This or an earlier submission is in doubt. Submit with the same key.</exception>
    public async Task<JobInfo> RunAsync(KeyedSubmission job, CancellationToken cancellationToken)
    {
        var folder = FolderOf(job.Scope, job.Key);
        var isPrepared = false;
        Report(job, SubmitSteps.Look);
        for (var number = 1; ;)
        {
            var turn = new Turn(folder, number);
            if (await store.TryReadAsync(turn.Intent, cancellationToken).ConfigureAwait(false) is not { } entry)
            {
                if (!isPrepared)
                {
                    await job.Prepare(cancellationToken).ConfigureAwait(false);
                    isPrepared = true;
                    continue;
                }

                var began = new Start(clock.GetTimestamp(), clock.GetUtcNow());
                if (!await TryClaimAsync(job, turn, cancellationToken).ConfigureAwait(false)) continue;
                if (await TryCreateAsync(job, turn, began, cancellationToken).ConfigureAwait(false) is { } created) return created;
                number++;
                continue;
            }

            var intent = SubmitIntent.Read(turn.Intent, entry);
            var outcome = await ReadOutcomeAsync(turn, cancellationToken).ConfigureAwait(false);
            if (outcome is { JobId: null })
            {
                number++;
                continue;
            }

            SubmitKeyErrors.ThrowIfDifferent(intent, job);
            if (outcome is { JobId: { } id })
            {
                var known = await job.Get(id, cancellationToken).ConfigureAwait(false);
                return Attached(known ?? throw SubmitKeyErrors.Gone(intent, id), intent);
            }

            switch (await LookUpAsync(job, turn, intent, entry.Age, cancellationToken).ConfigureAwait(false))
            {
                case { Job: { } found }:
                    await RecordAsync(turn, job, found.Id).ConfigureAwait(false);
                    return Attached(found, intent);
                case { IsAbandoned: true } when !isPrepared:
                    await job.Prepare(cancellationToken).ConfigureAwait(false);
                    isPrepared = true;
                    continue;
                case { IsAbandoned: true }:
                    number++;
                    continue;
                default:
                    continue;
            }
        }
    }

    /// <summary>The folder of a key's entries: its hash, so that any characters may be in it.</summary>
    internal static string FolderOf(string scope, string key)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"pai-jobs-submit-1\0{scope.Length}\0{scope}\0{key}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Writes the intent. Only one of all submitters does.</summary>
    private async Task<bool> TryClaimAsync(KeyedSubmission job, Turn turn, CancellationToken cancellationToken)
    {
        Report(job, SubmitSteps.Claim);
        var content = new SubmitIntent
        {
            Key = job.Key,
            Record = job.RecordName,
            Marker = job.Marker.ToString(),
            Digest = job.Content.Digest,
            Parts = job.Content.ShortParts(),
            Time = clock.GetUtcNow(),
            Owner = job.Owner,
        }.ToBytes();
        // Not by the caller's token: an entry whose writer has turned away would keep the key for 20 minutes.
        using var limit = new CancellationTokenSource(s_longestRecord, clock);
        try
        {
            return await store.TryCreateAsync(turn.Intent, content, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PaiException or OperationCanceledException)
        {
            // The answer may be lost, and the entry there: its marker is like no other.
            if (await store.TryReadAsync(turn.Intent, cancellationToken).ConfigureAwait(false) is { } entry)
                return entry.Content.Span.SequenceEqual(content);
            if (e is OperationCanceledException) throw SubmitKeyErrors.NotRecorded(job, s_longestRecord, e);
            throw;
        }
    }

    /// <summary>Creates the job of a turn that is this submitter's; null where it is too late for that, and nothing was sent.</summary>
    private async Task<JobInfo?> TryCreateAsync(KeyedSubmission job, Turn turn, Start began, CancellationToken cancellationToken)
    {
        if (ElapsedSince(began) is var elapsed && elapsed > s_longestClaim)
        {
            await RecordAsync(turn, job, jobId: null).ConfigureAwait(false);
            return null;
        }

        using var limit = new CancellationTokenSource(LongestCreate - elapsed, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        JobInfo info;
        try
        {
            Report(job, SubmitSteps.Create);
            // The timer of the limit stands still while the machine sleeps.
            if (ElapsedSince(began) > LongestCreate) await limit.CancelAsync().ConfigureAwait(false);
            either.Token.ThrowIfCancellationRequested();
            info = await job.Create(either.Token).ConfigureAwait(false);
        }
        catch (JobSubmissionInDoubtException e)
        {
            throw new JobSubmissionInDoubtException(e.Marker, job.Key, e.InnerException);
        }
        catch (Exception e) when (e is OperationCanceledException or PaiException and not ApiInDoubtException)
        {
            await RecordAsync(turn, job, jobId: null).ConfigureAwait(false);
            if (e is OperationCanceledException && !cancellationToken.IsCancellationRequested) throw SubmitKeyErrors.TookTooLong(job, e);
            throw;
        }

        Report(job, SubmitSteps.Record);
        await RecordAsync(turn, job, info.Id).ConfigureAwait(false);
        Report(job, SubmitSteps.Done);
        return info;
    }

    /// <summary>Looks for the job of a turn that is another submitter's, until it or its end is known.</summary>
    private async Task<LookUp> LookUpAsync(
        KeyedSubmission job, Turn turn, SubmitIntent intent, TimeSpan age, CancellationToken cancellationToken)
    {
        Report(job, SubmitSteps.Wait);
        var marker = intent.ToMarker();
        var began = clock.GetTimestamp();
        for (var delay = s_firstDelay; ; delay = delay * 2 < s_longestDelay ? delay * 2 : s_longestDelay)
        {
            // In this order: an owner that is gone now has created its job before, and the look-up sees it.
            var isAbandoned = age + clock.GetElapsedTime(began) >= TakeOverAge || (intent.Owner is { } owner && job.IsOwnerGone(owner));
            if (await job.Find(marker, cancellationToken).ConfigureAwait(false) is { } found) return new(found, IsAbandoned: false);
            if (await ReadOutcomeAsync(turn, cancellationToken).ConfigureAwait(false) is not null) return new(null, IsAbandoned: false);
            if (isAbandoned) return new(null, IsAbandoned: true);
            if (clock.GetElapsedTime(began) >= LookUpTime) throw new JobSubmissionInDoubtException(marker, job.Key);
            await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<SubmitOutcome?> ReadOutcomeAsync(Turn turn, CancellationToken cancellationToken) =>
        await store.TryReadAsync(turn.Outcome, cancellationToken).ConfigureAwait(false) is { } entry
            ? SubmitOutcome.Read(turn.Outcome, entry)
            : null;

    /// <summary>Writes the outcome of an intent. Without it the job is found by its marker: a failure is not the submission's.</summary>
    private async Task RecordAsync(Turn turn, KeyedSubmission job, string? jobId)
    {
        using var limit = new CancellationTokenSource(s_longestRecord, clock);
        try
        {
            var content = new SubmitOutcome { JobId = jobId }.ToBytes();
            await store.TryCreateAsync(turn.Outcome, content, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PaiException or OperationCanceledException)
        {
            s_notRecorded(logger, job.Marker.ToString(), e);
        }
    }

    /// <summary>The longer of two: one clock stands still while the machine sleeps, the other one may be set back.</summary>
    private TimeSpan ElapsedSince(Start began)
    {
        var (steady, wall) = (clock.GetElapsedTime(began.Timestamp), clock.GetUtcNow() - began.Time);
        return wall > steady ? wall : steady;
    }

    private static JobInfo Attached(JobInfo info, SubmitIntent intent) => info with
    {
        Notes =
        [
            .. info.Notes,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The submit key \"{intent.Key}\" was used before, at {intent.Time:u}: this is that run, and no other was started."),
        ],
    };

    private static void Report(KeyedSubmission job, string step) => job.Progress?.Report(new() { Step = step });

    private readonly record struct Turn(string Folder, int Number)
    {
        public string Intent => string.Create(CultureInfo.InvariantCulture, $"{Folder}/{Number}-intent");

        public string Outcome => string.Create(CultureInfo.InvariantCulture, $"{Folder}/{Number}-outcome");
    }

    private readonly record struct Start(long Timestamp, DateTimeOffset Time);

    private readonly record struct LookUp(JobInfo? Job, bool IsAbandoned);
}
