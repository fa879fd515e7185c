namespace Pai.Jobs;

/// <summary>The network by which a session reaches the services.</summary>
public enum PaiNetwork
{
    /// <summary>The internet: the public endpoints.</summary>
    Public,

    /// <summary>A VPC of Alibaba Cloud in the same region: the internal endpoints.</summary>
    Vpc,

    /// <summary>
    /// The internal endpoints if they can be reached, else the public ones. That is found out once for a session, when an endpoint is first
    /// needed, by a connection to it that may take one second.
    /// </summary>
    Auto,
}
