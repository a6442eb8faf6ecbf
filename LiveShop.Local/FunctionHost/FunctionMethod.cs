using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Local.FunctionHost;

/// <summary>The values that a function's parameters are bound to.</summary>
public sealed record FunctionBindings(CancellationToken Cancellation)
{
    public HttpContext? Http { get; init; }

    public SignalRConnectionInfo? Connection { get; init; }

    /// <summary>The JSON array of changed documents, for a function with a Cosmos DB trigger.</summary>
    public string? Batch { get; init; }

    public TimerInfo? Timer { get; init; }
}

/// <summary>A method with <c>[Function]</c>, called through a compiled delegate.</summary>
public sealed class FunctionMethod
{
    private readonly Func<object, FunctionBindings, ValueTask<object?>> invoke;
    private readonly ObjectFactory create;

    private FunctionMethod(MethodInfo method)
    {
        Method = method;
        Name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        create = ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
        invoke = Compile(method);
        Outputs = new FunctionOutputs(method);
        ConnectionInfo = Binding<SignalRConnectionInfoInputAttribute>();
    }

    public string Name { get; }

    public MethodInfo Method { get; }

    public FunctionOutputs Outputs { get; }

    /// <summary>Null when the function has no SignalR connection info input.</summary>
    public SignalRConnectionInfoInputAttribute? ConnectionInfo { get; }

    public static IReadOnlyList<FunctionMethod> In(Assembly assembly) =>
    [
        .. from type in assembly.GetTypes()
           from method in type.GetMethods()
           where method.IsDefined(typeof(FunctionAttribute))
           select new FunctionMethod(method),
    ];

    /// <summary>The binding attribute of this type on one of the parameters, if any.</summary>
    public T? Binding<T>() where T : Attribute =>
        Method.GetParameters().Select(parameter => parameter.GetCustomAttribute<T>()).FirstOrDefault(attribute => attribute is not null);

    public ValueTask<object?> InvokeAsync(IServiceProvider services, FunctionBindings bindings) =>
        invoke(create(services, []), bindings);

    private static Func<object, FunctionBindings, ValueTask<object?>> Compile(MethodInfo method)
    {
        var instance = Expression.Parameter(typeof(object), "instance");
        var bindings = Expression.Parameter(typeof(FunctionBindings), "bindings");
        var call = Expression.Call(
            Expression.Convert(instance, method.DeclaringType!), method,
            method.GetParameters().Select(parameter => Bind(parameter, bindings)));
        return Expression.Lambda<Func<object, FunctionBindings, ValueTask<object?>>>(ToValueTask(call), instance, bindings).Compile();
    }

    private static Expression Bind(ParameterInfo parameter, ParameterExpression bindings) => parameter switch
    {
        _ when parameter.ParameterType == typeof(HttpRequest) =>
            Expression.Property(Expression.Property(bindings, nameof(FunctionBindings.Http)), nameof(HttpContext.Request)),
        _ when parameter.ParameterType == typeof(CancellationToken) =>
            Expression.Property(bindings, nameof(FunctionBindings.Cancellation)),
        _ when parameter.ParameterType == typeof(SignalRConnectionInfo) =>
            Expression.Property(bindings, nameof(FunctionBindings.Connection)),
        _ when parameter.ParameterType == typeof(TimerInfo) =>
            Expression.Property(bindings, nameof(FunctionBindings.Timer)),
        _ when parameter.IsDefined(typeof(CosmosDBTriggerAttribute)) =>
            Expression.Property(bindings, nameof(FunctionBindings.Batch)),
        _ when parameter.ParameterType == typeof(string) =>
            Expression.Call(typeof(FunctionMethod), nameof(RouteValue), null, bindings, Expression.Constant(parameter.Name)),
        _ => throw new NotSupportedException(
            $"LiveShop.Local cannot bind {parameter.Member.DeclaringType!.Name}.{parameter.Member.Name}({parameter.Name})."),
    };

    private static MethodCallExpression ToValueTask(MethodCallExpression call)
    {
        var type = call.Type;
        if (type == typeof(void))
            throw new NotSupportedException($"{call.Method.Name} must return a value or a task.");
        if (type == typeof(Task))
            return Expression.Call(typeof(FunctionMethod), nameof(AwaitAsync), null, call);
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>)
            ? Expression.Call(typeof(FunctionMethod), nameof(AwaitValueAsync), type.GetGenericArguments(), call)
            : Expression.Call(typeof(FunctionMethod), nameof(Value), null, Expression.Convert(call, typeof(object)));
    }

    private static string? RouteValue(FunctionBindings bindings, string name) => bindings.Http!.Request.RouteValues[name] as string;

    private static async ValueTask<object?> AwaitAsync(Task task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> AwaitValueAsync<T>(Task<T> task) => await task;

    private static ValueTask<object?> Value(object? value) => ValueTask.FromResult(value);
}
