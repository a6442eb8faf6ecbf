using LiveShop.Local.FunctionHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace LiveShop.Tests.Local;

/// <summary>Replaces services of the program for a test.</summary>
internal static class ServiceChanges
{
    /// <summary>Then nothing comes out of the change feed.</summary>
    public static void WithoutPump(this IServiceCollection services) =>
        services.Remove(services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(ChangeFeedDispatcher)));

    /// <summary>Puts something between a service and those who use it.</summary>
    public static IServiceCollection Wrap<T>(this IServiceCollection services, Func<T, T> wrap) where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T)).ImplementationType!;
        return services.Replace(ServiceDescriptor.Singleton(provider => wrap((T)ActivatorUtilities.CreateInstance(provider, inner))));
    }
}
