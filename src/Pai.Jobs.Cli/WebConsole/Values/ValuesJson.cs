namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The values that a run was submitted with.</summary>
internal sealed record ValuesJson(
    string Record,
    IReadOnlyList<ParameterJson> Parameters,
    IReadOnlyList<ChannelJson> Channels,
    CodeJson Code,
    string? Image,
    string? InstanceType,
    IReadOnlyList<VariableJson> Environment);

/// <summary>A parameter; a secret's value is its reference.</summary>
internal sealed record ParameterJson(string Name, string Value, bool Secret);

/// <summary>An input or an output.</summary>
internal sealed record ChannelJson(string Name, string Kind, string Uri, string? UploadedTo);

/// <summary>The code of a run.</summary>
internal sealed record CodeJson(string? Sha256, int? Files, long? Bytes, string? Command);

/// <summary>An environment variable.</summary>
internal sealed record VariableJson(string Name, string Value, bool Masked);

/// <summary>A run as C#.</summary>
internal sealed record CSharpJson(string Code);
