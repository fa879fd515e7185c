namespace Pai.Jobs;

/// <summary>The network by which a session reaches the services.</summary>
public enum PaiNetwork
{
    /// <summary>The internet: the public endpoints.</summary>
    Public,

    /// <summary>A VPC of Alibaba Cloud in the same region: the internal endpoints.</summary>
    Vpc,
}
