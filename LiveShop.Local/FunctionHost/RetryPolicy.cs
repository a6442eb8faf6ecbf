using System.Globalization;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Local.FunctionHost;

/// <summary>When a failed batch is tried again: what the function's retry attribute says.</summary>
/// <param name="MaxRetries">-1: for ever.</param>
public sealed record RetryPolicy(int MaxRetries, TimeSpan First, TimeSpan Longest)
{
    private const int ForEver = -1;
    private const int MaxDoublings = 30;

    /// <summary>Without an attribute a failed batch is given up at once, as it is in Azure.</summary>
    public static readonly RetryPolicy None = new(0, TimeSpan.Zero, TimeSpan.Zero);

    public static RetryPolicy Of(MethodInfo method)
    {
        // By the constructor's arguments: they are the same whichever Functions SDK is compiled against.
        var attribute = method.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType.IsAssignableTo(typeof(RetryAttribute)));
        if (attribute is null)
            return None;

        var arguments = attribute.ConstructorArguments.Select(argument => argument.Value).ToList();
        var first = Interval(arguments[1]);
        return new((int)arguments[0]!, first, arguments.Count > 2 ? Interval(arguments[2]) : first);
    }

    /// <param name="failures">How often it has failed so far, at least once.</param>
    /// <returns>Null when it is to be given up.</returns>
    public TimeSpan? PauseAfter(int failures)
    {
        if (MaxRetries != ForEver && failures > MaxRetries)
            return null;

        var pause = First * Math.Pow(2, Math.Min(failures - 1, MaxDoublings));
        return pause < Longest ? pause : Longest;
    }

    private static TimeSpan Interval(object? text) => TimeSpan.Parse((string)text!, CultureInfo.InvariantCulture);
}
