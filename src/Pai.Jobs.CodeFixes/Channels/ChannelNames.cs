using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Pai.Jobs.Generators;

namespace Pai.Jobs.CodeFixes;

/// <summary>The names of a record's channels, its own and the inherited ones.</summary>
internal static class ChannelNames
{
    public static HashSet<string> Of(INamedTypeSymbol record, bool areInputs)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var type = record; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
                if (member is IPropertySymbol) Add(member.Name, member.GetAttributes());
            foreach (var constructor in type.InstanceConstructors)
                foreach (var parameter in constructor.Parameters) Add(parameter.Name, parameter.GetAttributes());
        }

        return names;

        void Add(string member, IEnumerable<AttributeData> attributes)
        {
            foreach (var attribute in attributes)
            {
                if (KnownSymbols.Ours(attribute.AttributeClass)?.Name is not { } kind) continue;
                if (areInputs ? kind != KnownNames.Input : !KnownNames.IsOutput(kind)) continue;
                names.Add(attribute.ConstructorArguments is [{ Value: string name }] ? name : SnakeCase.Of(member));
            }
        }
    }
}
