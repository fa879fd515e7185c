using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>Finds the image of a job.</summary>
internal static class DlcImage
{
    /// <exception cref="JobException">There is none.</exception>
    public static async Task<string> FindAsync(
        JobSubmission job, string region, DlcServices services, CancellationToken cancellationToken)
    {
        if (job.Image is { } image) return ImageRegion.IsNeeded(image) ? ImageRegion.Resolve(image, region) : image;
        if (job.Framework is not { } framework)
            throw new JobException("A job of PAI-DLC runs in an image. Set Image, or Framework.");
        var found = await services.Images.RetrieveAsync(framework, job.FrameworkVersion, job.Accelerator, cancellationToken)
            .ConfigureAwait(false);
        return found.Uri;
    }
}
