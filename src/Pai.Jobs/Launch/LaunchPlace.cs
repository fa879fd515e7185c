namespace Pai.Jobs;

/// <summary>Where the launch script runs.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Region">The region, or <c>local</c>.</param>
/// <param name="Ml">What is <c>/ml</c> there.</param>
/// <param name="Home">The working directory of a job without code.</param>
/// <param name="Tools">A folder for what the script adds to the path.</param>
/// <param name="Venv">Where requirements are installed to; empty: into the image's own Python.</param>
/// <param name="Phase">A file for the phases where no descriptor is passed on; empty: none.</param>
internal sealed record LaunchPlace(string JobId, string Region, string Ml, string Home, string Tools, string Venv, string Phase = "")
{
    /// <summary>What a path of the contract is there.</summary>
    public string ToPath(string contractPath) =>
        contractPath.StartsWith("/ml/", StringComparison.Ordinal) ? Ml + contractPath["/ml".Length..] : contractPath;
}
