using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Pai.Jobs.Generators;

namespace Pai.Jobs.CodeFixes;

/// <summary>The names of a record's channels, its own and the inherited ones.</summary>
internal static class ChannelNames
{
    public static HashSet<string> Of(INamedTypeSymbol record, string attributeName)
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
                if (KnownSymbols.Ours(attribute.AttributeClass)?.Name != attributeName) continue;
                names.Add(attribute.ConstructorArguments is [{ Value: string name }] ? name : SnakeCase.Of(member));
            }
        }
    }
}
