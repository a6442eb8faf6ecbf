using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Local.FunctionHost;

/// <summary>Takes apart what a function returned: its HTTP answer, and what goes to the SignalR hub.</summary>
public sealed class FunctionOutputs
{
    private readonly Func<object, object?>? http;
    private readonly IReadOnlyList<Func<object, object?>> realtime;

    public FunctionOutputs(MethodInfo method)
    {
        var returned = Returned(method.ReturnType);
        if (method.IsDefined(typeof(SignalROutputAttribute)))
        {
            realtime = [value => value];
            return;
        }

        realtime = [.. With<SignalROutputAttribute>(returned).Select(Getter)];
        http = With<HttpResultAttribute>(returned).Select(Getter).FirstOrDefault()
            ?? (returned.IsAssignableTo(typeof(IResult)) ? value => value : null);
    }

    /// <summary>Whether anything goes to the hub.</summary>
    public bool HasRealtime => realtime.Count > 0;

    public IResult? Http(object? returned) => returned is null ? null : http?.Invoke(returned) as IResult;

    /// <summary>Messages and group actions, in their order; a null output is none.</summary>
    public IEnumerable<object> Realtime(object? returned) =>
        returned is null
            ? []
            : realtime.Select(output => output(returned)).OfType<object>()
                .SelectMany(output => output is IEnumerable<object> many ? many : [output]);

    private static Type Returned(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0] : type;

    private static IEnumerable<PropertyInfo> With<T>(Type type) where T : Attribute =>
        type.GetProperties().Where(property => property.IsDefined(typeof(T)));

    private static Func<object, object?> Getter(PropertyInfo property)
    {
        var instance = Expression.Parameter(typeof(object), "instance");
        var value = Expression.Property(Expression.Convert(instance, property.DeclaringType!), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), instance).Compile();
    }
}
