using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>Finds the image of a job.</summary>
internal static class DlcImage
{
    /// <param name="job">The job.</param>
    /// <param name="region">The region of the session.</param>
    /// <param name="services">The services.</param>
    /// <param name="notes">Gets a note where the service could not be asked, and the catalog has chosen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobException">There is none.</exception>
    public static async Task<string> FindAsync(
        JobSubmission job, string region, DlcServices services, List<string> notes, CancellationToken cancellationToken)
    {
        if (job.Image is { } image) return ImageRegion.IsNeeded(image) ? ImageRegion.Resolve(image, region) : image;
        if (job.Framework is not { } framework)
            throw new JobException("A job of PAI-DLC runs in an image. Set Image, or Framework.");
        var found = await services.Images.RetrieveAsync(framework, job.FrameworkVersion, job.Accelerator, cancellationToken)
            .ConfigureAwait(false);
        if (found.IsFromCatalog)
        {
            notes.Add(
                $"The image {found.Uri} of {framework} is from the catalog of this package, since AIWorkspace could not be asked: "
                + "there may be a later one.");
        }

        return found.Uri;
    }
}
