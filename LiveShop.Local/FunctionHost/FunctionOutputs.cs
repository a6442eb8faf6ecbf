using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Local.FunctionHost;

/// <summary>Reads the outputs of a function from its return value: the HTTP response, and messages to the SignalR hub.</summary>
public sealed class FunctionOutputs
{
    private readonly Func<object, object?>? http;
    private readonly IReadOnlyList<Func<object, object?>> realtime;

    public FunctionOutputs(MethodInfo method)
    {
        var resultType = ResultTypeOf(method.ReturnType);
        if (method.IsDefined(typeof(SignalROutputAttribute)))
        {
            realtime = [value => value];
            return;
        }

        realtime = [.. PropertiesWith<SignalROutputAttribute>(resultType).Select(Getter)];
        http = PropertiesWith<HttpResultAttribute>(resultType).Select(Getter).FirstOrDefault()
            ?? (resultType.IsAssignableTo(typeof(IResult)) ? value => value : null);
    }

    /// <summary>Whether the function has an output to the hub.</summary>
    public bool HasRealtime => realtime.Count > 0;

    /// <summary>The HTTP response.</summary>
    public IResult? Http(object? returned) => returned is null ? null : http?.Invoke(returned) as IResult;

    /// <summary>The messages and group actions, in order.</summary>
    public IEnumerable<object> Realtime(object? returned) =>
        returned is null
            ? []
            : realtime.Select(output => output(returned)).OfType<object>()
                .SelectMany(output => output is IEnumerable<object> many ? many : [output]);

    private static Type ResultTypeOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0] : type;

    private static IEnumerable<PropertyInfo> PropertiesWith<T>(Type type) where T : Attribute =>
        type.GetProperties().Where(property => property.IsDefined(typeof(T)));

    private static Func<object, object?> Getter(PropertyInfo property)
    {
        var instance = Expression.Parameter(typeof(object), "instance");
        var value = Expression.Property(Expression.Convert(instance, property.DeclaringType!), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), instance).Compile();
    }
}
