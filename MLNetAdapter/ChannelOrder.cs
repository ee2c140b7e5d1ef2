namespace MLNetAdapter;

/// <summary>The order of an image's colours in a tensor.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue: what most models were trained on.</summary>
    Rgb,

    /// <summary>Blue, green, red: models trained with OpenCV or Caffe.</summary>
    Bgr,
}
