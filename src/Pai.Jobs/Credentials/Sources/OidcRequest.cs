namespace Pai.Jobs.Internal.Credentials;

/// <summary>A role to assume with the token in a file.</summary>
internal sealed record OidcRequest(RoleRequest Role, string ProviderArn, string TokenFile);
