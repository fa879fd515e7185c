namespace Pai.Jobs;

/// <summary>The user name and password of a private registry that the image of a job is in.</summary>
public sealed record RegistryCredentials
{
    /// <summary>The registry, for instance <c>registry.example.com</c>; null: that of the image.</summary>
    public string? Registry { get; init; }

    /// <summary>The user name.</summary>
    public required string Username { get; init; }

    /// <summary>The password, by reference. It is read when the job is submitted.</summary>
    public required Secret Password { get; init; }
}
