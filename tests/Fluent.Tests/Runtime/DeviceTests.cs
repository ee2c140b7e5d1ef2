using Microsoft.ML.OnnxRuntime;
using OnnxEmit;
using Testing;

namespace Fluent.Tests.Runtime;

[TestClass]
public sealed class DeviceTests
{
    private const string NoCuda = "The ONNX Runtime in this program has no CUDA; its execution providers are CPUExecutionProvider."
        + " Missing: package Microsoft.ML.OnnxRuntime.Gpu in place of Microsoft.ML.OnnxRuntime.";

    [TestMethod]
    public void Is_a_value()
    {
        Assert.AreEqual(Device.Cuda(1), Device.Cuda(1));
        Assert.AreNotEqual(Device.Cuda(0), Device.Cuda(1));
        Assert.AreEqual("Cpu Cuda(0) Auto", $"{Device.Cpu} {Device.Cuda()} {Device.Auto}");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Device.Cuda(-1));
    }

    [TestMethod]
    public void The_processor_is_always_there() =>
        Assert.AreEqual("Requested device Cpu, got Cpu. The processor is always there.", Device.Cpu.Check().ToString());

    [TestMethod]
    public void A_gpu_without_its_package_is_refused_with_a_report()
    {
        Assert.AreEqual("Requested device Cuda(0), got none. " + NoCuda, Device.Cuda().Check().ToString());
        DeviceException error = Assert.ThrowsExactly<DeviceException>(
            () => Session.FromBytes(TestModels.Identity(ElementType.Float, "N", 4), new() { Device = Device.Cuda(0) }));
        Assert.AreEqual("Requested device Cuda(0), got none. " + NoCuda, error.Message);
        Assert.AreEqual(Device.Cuda().Check(), error.Report);
    }

    [TestMethod]
    public void Auto_says_what_it_took_and_why()
    {
        using Session session = Session.FromBytes(TestModels.Identity(ElementType.Float, "N", 4), new() { Device = Device.Auto });
        Assert.AreEqual("Requested device Auto, got Cpu. " + NoCuda, session.Report.ToString());
    }

    [TestMethod]
    public void Auto_takes_a_gpu_that_loads()
    {
        DeviceProbe probe = new(() => ["CUDAExecutionProvider", "CPUExecutionProvider"], _ => { });
        Assert.AreEqual(new DeviceReport(Device.Auto, Device.Cuda(0), "CUDA is there."), probe.Resolve(Device.Auto).Report);
        Assert.AreEqual(new DeviceReport(Device.Cuda(3), Device.Cuda(3), "CUDA is there."), probe.Resolve(Device.Cuda(3)).Report);
    }

    [TestMethod]
    [DataRow("DllNotFoundException")]
    [DataRow("EntryPointNotFoundException")]
    public void A_gpu_whose_libraries_do_not_load_is_refused(string kind)
    {
        Exception cause = kind == "DllNotFoundException"
            ? new DllNotFoundException("libcudnn.so.9 is absent")
            : new EntryPointNotFoundException("no CUDA");
        DeviceProbe probe = new(() => ["CUDAExecutionProvider", "CPUExecutionProvider"], _ => throw cause);
        (DeviceReport report, Exception? reason) = probe.Resolve(Device.Cuda(0));
        Assert.AreEqual(
            $"Requested device Cuda(0), got none. CUDA cannot be used: {cause.Message}."
            + " Missing: NVIDIA's driver, CUDA or cuDNN in the versions this ONNX Runtime was built for.",
            report.ToString());
        Assert.AreSame(cause, reason);
        Assert.AreEqual(Device.Cpu, probe.Resolve(Device.Auto).Report.Got);
    }

    [TestMethod]
    public void A_missing_native_library_names_the_package_to_add()
    {
        DllNotFoundException cause = new("Unable to load shared library 'onnxruntime'. These paths were tried:\n/usr/lib");
        DeviceProbe probe = new(() => throw new TypeInitializationException("NativeMethods", cause), _ => { });
        foreach (Device device in new[] { Device.Cpu, Device.Auto, Device.Cuda(0) })
        {
            Assert.AreEqual(
                $"Requested device {device}, got none. The native library of ONNX Runtime cannot be loaded: "
                + "Unable to load shared library 'onnxruntime'."
                + " Missing: package Microsoft.ML.OnnxRuntime (or Microsoft.ML.OnnxRuntime.Gpu) in the application's project.",
                probe.Resolve(device).Report.ToString());
        }
    }

    [TestMethod]
    public void What_ONNX_Runtime_throws_for_a_provider_it_lacks_is_what_the_probe_catches()
    {
        using SessionOptions options = new();
        Assert.IsTrue(DeviceProbe.IsNativeMissing(Assert.Throws<Exception>(() => options.AppendExecutionProvider_CUDA(0))));
        Assert.IsFalse(DeviceProbe.IsNativeMissing(new InvalidOperationException()));
    }
}
