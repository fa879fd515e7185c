using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.Dlc;

internal sealed partial class DlcClient
{
    /// <summary>The most jobs on a page, and the most ids in <see cref="DlcJobFilter.JobIds"/>.</summary>
    public const int MaxPageSize = 100;

    /// <summary>The last page that the service gives.</summary>
    private const int MaxPageNumber = 1000;

    /// <summary>
    /// Creates a job. The service has no token that would make a second request harmless: it is only sent again after a refusal.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="secrets">Values in the job that no message may have.</param>
    /// <param name="cancellationToken">
    /// Cancels the call before the request is sent. After that the answer is waited for, at most 30 s.
    /// </param>
    /// <returns>The id of the job.</returns>
    /// <exception cref="PaiServiceException">The service refused the request; no job was created.</exception>
    /// <exception cref="ApiInDoubtException">There may be a job, or not.</exception>
    public async Task<string> CreateJobAsync(
        DlcCreateJob job, IReadOnlyCollection<string>? secrets = null, CancellationToken cancellationToken = default)
    {
        var request = new ApiRequest("CreateJob", "paidlc", HttpMethod.Post, "/api/v1/jobs")
        {
            Body = Body(job, DlcJson.Lenient.DlcCreateJob),
            IsRepeatable = false,
            Secrets = secrets ?? [],
        };
        var done = await SendAsync(request, DlcJson.Lenient.ApiDone, cancellationToken).ConfigureAwait(false);
        return done.JobId is { Length: > 0 } jobId && jobId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? jobId
            : throw new ApiInDoubtException(request.Operation, new("The answer has no job id.")
            {
                Kind = PaiServiceErrorKind.BadAnswer,
                Service = ApiService.Dlc.Name,
                Operation = request.Operation,
                RequestId = done.RequestId,
            });
    }

    /// <param name="jobId">The id.</param>
    /// <param name="needsDetail">False for less of it.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<DlcJob> GetJobAsync(string jobId, bool needsDetail = true, CancellationToken cancellationToken = default) =>
        SendAsync(Get("GetJob", JobPath(jobId)).Query("NeedDetail", needsDetail), DlcJson.Lenient.DlcJob, cancellationToken);

    /// <summary>One page of a list.</summary>
    /// <param name="filter">The jobs.</param>
    /// <param name="pageNumber">1 to 1000.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<DlcJobList> ListJobsPageAsync(DlcJobFilter filter, int pageNumber = 1, CancellationToken cancellationToken = default) =>
        SendAsync(
            filter.AddTo(Get("ListJobs", "/api/v1/jobs")).Query("PageNumber", pageNumber).Query("PageSize", MaxPageSize),
            DlcJson.Lenient.DlcJobList,
            cancellationToken);

    /// <summary>All jobs of a list, each once. Jobs that are created meanwhile may be among them.</summary>
    /// <param name="filter">The jobs.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public IAsyncEnumerable<DlcJob> ListJobsAsync(DlcJobFilter filter, CancellationToken cancellationToken = default) =>
        ApiPages.ReadAsync(
            async (number, token) =>
            {
                if (number > MaxPageNumber) throw TooMany();
                var page = await ListJobsPageAsync(filter, number, token).ConfigureAwait(false);
                return new ApiPage<DlcJob>(page.Jobs, page.TotalCount);
            },
            job => job.JobId,
            MaxPageSize,
            cancellationToken);

    /// <summary>Asks for a job to be stopped, which takes a while.</summary>
    /// <exception cref="PaiServiceException">
    /// <see cref="PaiServiceErrorKind.WrongState"/>: it has ended, or has been asked before.
    /// </exception>
    public async Task StopJobAsync(string jobId, CancellationToken cancellationToken = default)
    {
        var request = new ApiRequest("StopJob", "paidlc", HttpMethod.Post, $"{JobPath(jobId)}/stop") { DependsOnStatus = true };
        await SendOnceDoneAsync(request, PaiServiceErrorKind.WrongState, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a job that has ended.</summary>
    /// <exception cref="PaiServiceException"><see cref="PaiServiceErrorKind.WrongState"/>: it has not.</exception>
    public async Task DeleteJobAsync(string jobId, CancellationToken cancellationToken = default)
    {
        var request = new ApiRequest("DeleteJob", "paidlc", HttpMethod.Delete, JobPath(jobId)) { DependsOnStatus = true };
        await SendOnceDoneAsync(request, PaiServiceErrorKind.NotFound, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes a job. The service ignores changes that the status of the job does not allow.</summary>
    public async Task UpdateJobAsync(string jobId, DlcUpdateJob change, CancellationToken cancellationToken = default)
    {
        var request = new ApiRequest("UpdateJob", "paidlc", HttpMethod.Put, JobPath(jobId))
        {
            Body = Body(change, DlcJson.Lenient.DlcUpdateJob),
            DependsOnStatus = true,
        };
        await SendAsync(request, DlcJson.Lenient.ApiDone, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request whose second try is refused if the first was carried out and its answer lost.</summary>
    private async Task SendOnceDoneAsync(ApiRequest request, PaiServiceErrorKind ifDone, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(request, DlcJson.Lenient.ApiDone, cancellationToken).ConfigureAwait(false);
        }
        catch (PaiServiceException e) when (request.MayBeDone && e.Kind == ifDone)
        {
        }
    }

    private static PaiServiceException TooMany() =>
        new($"The list has more than {MaxPageNumber * MaxPageSize} jobs, which is all that PAI-DLC lists at once. Ask for a shorter time.")
        {
            Kind = PaiServiceErrorKind.Invalid,
            Service = ApiService.Dlc.Name,
            Operation = "ListJobs",
        };
}
