using System;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>What one of the library's attributes says, whoever read it: the compiler, or the reader of plain records.</summary>
/// <param name="className">The attribute's class.</param>
/// <param name="positional">The constructor's arguments.</param>
/// <param name="named">The others, in the order of the code.</param>
/// <param name="data">The compiler's own word, which has the place in the code; null where it was not asked.</param>
internal sealed class AttributeFacts(
    string className, ArgumentValue[] positional, (string Key, ArgumentValue Value)[] named, AttributeData? data)
{
    public string ClassName { get; } = className;

    public ArgumentValue[] Positional { get; } = positional;

    public (string Key, ArgumentValue Value)[] Named { get; } = named;

    public AttributeData? Data { get; } = data;

    /// <summary>The name that a channel or a parameter is given; null where it is given none.</summary>
    public string? Name => Positional.Length == 1 ? Positional[0].Value as string : null;

    public static AttributeFacts Of(AttributeData data)
    {
        var positional = data.ConstructorArguments.IsEmpty
            ? Array.Empty<ArgumentValue>()
            : new ArgumentValue[data.ConstructorArguments.Length];
        for (var i = 0; i < positional.Length; i++) positional[i] = new(data.ConstructorArguments[i]);
        var named = data.NamedArguments.IsEmpty
            ? Array.Empty<(string, ArgumentValue)>()
            : new (string, ArgumentValue)[data.NamedArguments.Length];
        for (var i = 0; i < named.Length; i++) named[i] = (data.NamedArguments[i].Key, new(data.NamedArguments[i].Value));
        return new(data.AttributeClass!.Name, positional, named, data);
    }

    /// <summary>The value of a named argument; the last one, if there are several.</summary>
    public ArgumentValue this[string key]
    {
        get
        {
            for (var i = Named.Length - 1; i >= 0; i--)
                if (Named[i].Key == key) return Named[i].Value;
            return default;
        }
    }

    public string? TextOf(string key) => this[key].Value as string;

    /// <summary>The place of an argument: by its name, or the first one without a name for null.</summary>
    public ProblemPlace PlaceOf(string? key) => Data is null ? default : ProblemPlace.Argument(Data, key);
}
