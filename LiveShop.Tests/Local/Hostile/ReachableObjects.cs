using System.Reflection;
using Microsoft.AspNetCore.SignalR;

namespace LiveShop.Tests.Local.Hostile;

/// <summary>Finds everything that objects reference, by walking through their fields and collections.</summary>
internal static class ReachableObjects
{
    private static readonly string[] Walked = ["LiveShop.", "System.Collections.", "Microsoft.AspNetCore.SignalR.", "Microsoft.AspNetCore.Http.Connections."];

    /// <summary>Every text that can be reached, and the ids of the hub connections that can.</summary>
    public static IReadOnlySet<string> TextsIn(params object[] roots)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var ahead = new Stack<object>(roots);
        while (ahead.TryPop(out var next))
        {
            if (next is string text)
                texts.Add(text);
            else if (next is HubConnectionContext connection)
                texts.Add(connection.ConnectionId);
            else if (next.GetType().IsValueType || seen.Add(next))
                PartsOf(next).ToList().ForEach(ahead.Push);
        }

        return texts;
    }

    private static IEnumerable<object> PartsOf(object whole) => whole switch
    {
        Delegate { Target: { } target } => [target],
        Array { Rank: 1 } array when !array.GetType().GetElementType()!.IsPrimitive => array.Cast<object?>().OfType<object>(),
        _ when IsWalked(whole.GetType()) => FieldsOf(whole.GetType()).Select(field => field.GetValue(whole)).OfType<object>(),
        _ => [],
    };

    private static bool IsWalked(Type type) => Walked.Any(prefix => type.FullName?.StartsWith(prefix, StringComparison.Ordinal) ?? false);

    private static IEnumerable<FieldInfo> FieldsOf(Type? type)
    {
        for (; type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPrimitive && !field.FieldType.IsPointer)
                    yield return field;
            }
        }
    }
}
